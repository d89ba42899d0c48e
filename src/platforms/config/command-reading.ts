import {cli} from '../../model/ask.ts';
import type {Parsed, Reading} from '../../model/probe.ts';

/** A way to read a fact from what one command shows, up to 2 MiB of it. */
export function commandReading<T>(run: string, read: (text: string) => Parsed<T>): Reading<T> {
  const ask = cli(run, {seconds: 60, limit: 2_097_152});
  return {ask: [ask], parse: (answers) => read(answers.command(ask.id).text.replaceAll('\r', ''))};
}
