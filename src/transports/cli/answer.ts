import type {CliAsk} from '../../model/ask.ts';
import type {CliDialect} from '../../model/platform.ts';
import {decodings} from './decodings.ts';
import type {CliResult} from './types.ts';

/** A refusal stands at the top; below, the same words may be part of an answer. */
const refusalLines = 5;
const refusalBytes = 1_024;

function headLines(body: Buffer): string[] {
  const [head] = decodings(body.subarray(0, refusalBytes));
  const lines = (head?.text ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').slice(0, refusalLines);
}

function refusalIn(body: Buffer, {refusals}: CliDialect): CliDialect['refusals'][number] | null {
  const lines = headLines(body);
  const texts = [...lines, lines.join('\n')];
  return refusals.find(({pattern}) => texts.some((text) => text.search(pattern) !== -1)) ?? null;
}

interface Printed {
  readonly body: Buffer;
  /** There was more of it than `body`. */
  readonly cut: boolean;
}

/** What an answer says, its echo and prompt taken off. */
export function resultOf({body, cut}: Printed, ask: CliAsk, dialect: CliDialect): CliResult {
  const refusal = refusalIn(body, dialect);
  if (refusal) return {ok: false, reason: refusal.reason, detail: 'the device refused the command'};
  return {ok: true, body: Buffer.from(body.subarray(0, ask.limit)), cut: cut || body.length > ask.limit};
}
