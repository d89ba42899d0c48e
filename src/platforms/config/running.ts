import type {Ask} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Parsed, type Reading} from '../../model/probe.ts';
import type {Caution} from '../text/caution.ts';
import {readIndented, type ConfigNode} from './indented.ts';

/** A configuration as a device printed it. */
export interface RunningConfig {
  readonly text: string;
  readonly nodes: readonly ConfigNode[];
  /** False: its end is missing, so that nothing can be told from what is not in it. */
  readonly whole: boolean;
}

export interface ConfigForm {
  /** Id of the ask that prints it. */
  readonly id: string;
  /** A line that only such a configuration has. */
  readonly sign: RegExp;
  /** Its last lines; null: it has no end of its own. */
  readonly end: RegExp | null;
  /** Takes parts out that are no statements. */
  readonly prepare?: (text: string) => string;
}

/** @throws Gap for a text that does not look like a configuration of the platform */
export function readConfig(answers: Answers, {id, sign, end, prepare}: ConfigForm): RunningConfig {
  const answer = answers.command(id);
  const text = answer.text.replaceAll('\r', '');
  if (!sign.test(text)) throw new Gap('unsupported', `${id}: this is no configuration of this platform`);
  const nodes = readIndented(prepare === undefined ? text : prepare(text));
  return {text, nodes, whole: !answer.cut && (end === null || end.test(text.trimEnd().slice(-200)))};
}

/**
 * A value from a configuration; incomplete unless all of it was there and understood. `caution` takes out of an incomplete one what
 * rests on lines that were not found.
 * @throws Gap when caution leaves nothing
 */
export function told<T>(value: T, {whole: all}: RunningConfig, understood = true, caution?: Caution<T>): Parsed<T> {
  if (all && understood) return whole(value);
  const sure = caution === undefined ? value : caution(value);
  if (sure === null) throw new Gap('unsupported', 'a part of the configuration is missing or was not understood');
  return partial(sure, 'unsupported');
}

/** A way to read a fact from the configuration alone. */
export function configReading(ask: Ask, form: ConfigForm) {
  return <T>(read: (config: RunningConfig) => Parsed<T>): Reading<T> => ({
    ask: [ask],
    parse: (answers) => read(readConfig(answers, form)),
  });
}

/** Lines of a configuration without empty ones, marks of comment, and lines that change by themselves. */
export function configLines(text: string, volatile: readonly RegExp[]): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => !/^\s*[!#]*$/.test(line) && !volatile.some((pattern) => pattern.test(line)));
}

/** Whether two configurations say the same, in whatever order of time they were printed. */
export function sameConfig(a: string, b: string, volatile: readonly RegExp[]): boolean {
  return configLines(a, volatile).join('\n') === configLines(b, volatile).join('\n');
}
