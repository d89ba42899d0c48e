/** What one step of a question wrote. */
export interface Run {
  /** Exit status; null: the program is not there. */
  readonly exit: number | null;
  readonly body: Buffer;
}

export interface BatchFrames {
  /** By `slot step`, the first of each. */
  readonly runs: ReadonlyMap<string, Run>;
  /** How many frames are whole. */
  readonly count: number;
}

const beginLine = /^ begin (?<slot>\d{1,4}|i\d) (?<step>\d{1,3}) (?<size>\d{1,10}) *\r\n/;
const endLine = /^ end (?<slot>\d{1,4}|i\d) (?<step>\d{1,3}) (?<exit>-?\d{1,11}|none) (?<size>\d{1,10}) *\r\n/;
const longestLine = 120;

/**
 * Finds what steps wrote, between a line that begins and one that ends it. Each tells how long the file was before it: a frame that is
 * longer or shorter than it was is none.
 */
export function batchFrames(bytes: Buffer, nonce: string, from: number): BatchFrames {
  const marker = Buffer.from(nonce);
  const runs = new Map<string, Run>();
  let count = 0;
  for (let at = bytes.indexOf(marker, from); at !== -1; at = bytes.indexOf(marker, at + 1)) {
    const lineAt = (position: number): string =>
      bytes.toString('latin1', position + marker.length, position + marker.length + longestLine);
    const begin = beginLine.exec(lineAt(at));
    if (begin === null) continue;
    const next = bytes.indexOf(marker, at + 1);
    const end = next === -1 ? null : (endLine.exec(lineAt(next))?.groups ?? null);
    const {slot, step, size} = begin.groups ?? {};
    if (end === null || end['slot'] !== slot || end['step'] !== step) continue;
    if (Number(end['size']) - Number(size) !== next - at) continue;
    count += 1;
    const key = `${slot} ${step}`;
    if (runs.has(key)) continue;
    const body = bytes.subarray(at + marker.length + begin[0].length, next);
    runs.set(key, {exit: end['exit'] === 'none' ? null : Number(end['exit']), body});
  }
  return {runs, count};
}
