import {isGlob, askId, type FilesAsk} from '../model/ask.ts';
import {cksum} from './cksum.ts';

/** One file or pattern out of the answer that carries all of them. */
export type FileResult =
  | {readonly ask: string; readonly request: string; readonly state: 'text'; readonly bytes: Buffer}
  | {readonly ask: string; readonly request: string; readonly state: 'absent'}
  | {readonly ask: string; readonly request: string; readonly state: 'denied' | 'irregular' | 'cut' | 'changed'};

interface Entry {
  readonly code: string;
  readonly name: string;
}

interface Sum {
  readonly crc: number;
  readonly length: number;
}

interface Parts {
  readonly manifest: readonly Entry[];
  readonly sums: ReadonlyMap<string, Sum>;
  readonly contents: Buffer;
  /** False when the answer ends inside of the manifest: what stands last in it may not be all there is. */
  readonly closed: boolean;
}

/** Where the target cuts each file: `head -c` in the program that reads them. */
const fileLimit = 262_144;
const separator = Buffer.from('\n.\n');

function split(body: Buffer): Parts {
  const end = body.indexOf(separator);
  const head = body.toString('latin1', 0, end === -1 ? body.length : end).split('\n');
  const manifest: Entry[] = [];
  const sums = new Map<string, Sum>();
  for (const line of head) {
    const sum = /^(?<crc>\d{1,10}) (?<length>\d{1,12}) (?<name>\/.*)$/.exec(line)?.groups;
    if (sum) sums.set(sum['name'] ?? '', {crc: Number(sum['crc']), length: Number(sum['length'])});
    else if (/^[prdoa] |^x$/.test(line)) manifest.push({code: line.slice(0, 1), name: line.slice(2)});
  }
  const contents = end === -1 ? Buffer.alloc(0) : body.subarray(end + separator.length);
  return {manifest, sums, contents, closed: end !== -1};
}

function readContents({manifest, sums, contents}: Parts): Map<string, FileResult> {
  const results = new Map<string, FileResult>();
  let at = 0;
  for (const {code, name} of manifest) {
    if (code !== 'r') continue;
    const ask = `file:${name}`;
    const sum = sums.get(name);
    // A file without a sum vanished or was closed to us meanwhile; head skipped it too.
    if (sum === undefined) {
      results.set(name, {ask, request: name, state: 'changed'});
      continue;
    }
    const bytes = contents.subarray(at, at + Math.min(sum.length, fileLimit));
    at += Math.min(sum.length, fileLimit);
    if (sum.length > fileLimit) results.set(name, {ask, request: name, state: 'cut'});
    else if (cksum(bytes) !== sum.crc) results.set(name, {ask, request: name, state: 'changed'});
    else results.set(name, {ask, request: name, state: 'text', bytes});
  }
  return results;
}

function stateOf(code: string): 'absent' | 'denied' | 'irregular' {
  if (code === 'a') return 'absent';
  return code === 'd' ? 'denied' : 'irregular';
}

function literalResult(ask: FilesAsk, entries: readonly Entry[], read: ReadonlyMap<string, FileResult>): FileResult {
  const named = {ask: askId(ask), request: ask.pattern};
  const entry = entries[0];
  if (entry === undefined || entries.length > 1 || (entry.code !== 'x' && entry.name !== ask.pattern)) {
    return {...named, state: 'changed'};
  }
  if (entry.code === 'r') return read.get(entry.name) ?? {...named, state: 'changed'};
  return {...named, state: stateOf(entry.code)};
}

/** What each pattern matched, by pattern; one that stands twice counts the first time. */
function byPattern(manifest: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  let group: Entry[] = [];
  for (const entry of manifest) {
    if (entry.code !== 'p') group.push(entry);
    else if (groups.has(entry.name)) group = [];
    else groups.set(entry.name, (group = []));
  }
  return groups;
}

function patternResults(ask: FilesAsk, entries: readonly Entry[], read: ReadonlyMap<string, FileResult>): FileResult[] {
  const matched = entries.map((entry) => read.get(entry.name)).filter((result) => result !== undefined);
  const listing = entries.filter((entry) => entry.code !== 'a').map((entry) => `${entry.code} ${entry.name}`.trim());
  const named = {ask: askId(ask), request: ask.pattern};
  // The listing comes last: an answer torn between two lines must not look whole.
  return [...matched, {...named, state: 'text', bytes: Buffer.from(listing.join('\n'))}];
}

/**
 * Takes the answer of a files slot apart: every file with its own length and checksum, every pattern with the list
 * of what it matched. What cannot be verified is `changed`; what was never reached is `cut`.
 */
export function splitFiles(asks: readonly FilesAsk[], body: Buffer): FileResult[] {
  const parts = split(body);
  const read = readContents(parts);
  const seen = new Set<string>();
  const patterns = parts.manifest.filter(({code}) => code === 'p').map(({name}) => name);
  const reached = new Set(parts.closed ? patterns : patterns.slice(0, -1));
  const matched = byPattern(parts.manifest);
  const results = asks.flatMap((ask): FileResult[] => {
    const entries = matched.get(ask.pattern);
    if (entries === undefined || !reached.has(ask.pattern))
      return [{ask: askId(ask), request: ask.pattern, state: 'cut'}];
    return isGlob(ask.pattern) ? patternResults(ask, entries, read) : [literalResult(ask, entries, read)];
  });
  return results.filter((result) => !seen.has(result.ask) && seen.add(result.ask));
}
