import {configLines, words} from './config-lines.ts';
import type {FileText} from '../../model/probe.ts';

/** Values by keyword in lower case, in the order they were met. */
export type SshdSettings = ReadonlyMap<string, readonly string[]>;

export interface MatchBlock {
  readonly criteria: string;
  readonly settings: {readonly name: string; readonly value: string}[];
}

export interface SshdFiles {
  readonly settings: SshdSettings;
  readonly matchBlocks: readonly MatchBlock[];
  /** Include patterns that name files which were not asked for. */
  readonly unresolved: readonly string[];
  /** Lines that hold no keyword and value. */
  readonly strange: number;
}

const repeatable = new Set([
  ...['port', 'listenaddress', 'allowusers', 'denyusers', 'allowgroups', 'denygroups'],
  ...['hostkey', 'subsystem', 'acceptenv'],
]);
const former = new Map([
  ['challengeresponseauthentication', 'kbdinteractiveauthentication'],
  ['pubkeyacceptedkeytypes', 'pubkeyacceptedalgorithms'],
  ['keyboardinteractiveauthentication', 'kbdinteractiveauthentication'],
]);
const deepest = 8;

/** Keyword in lower case and under its present name, and the rest of the line; null for what is neither. */
export function keywordOf(line: string): {name: string; value: string} | null {
  const name = /^[A-Za-z0-9]+/.exec(line)?.[0];
  if (name === undefined) return null;
  const lower = name.toLowerCase();
  const value = line.slice(name.length).trim().replace(/^=/, '').trim().replaceAll('"', '');
  const end = value.indexOf(' #');
  return {name: former.get(lower) ?? lower, value: end === -1 ? value : value.slice(0, end).trim()};
}

/** Output of `sshd -T`: every line holds. */
export function settingsOfOutput(lines: readonly string[]): SshdSettings {
  const settings = new Map<string, string[]>();
  for (const line of lines) {
    const found = keywordOf(line);
    if (found === null) continue;
    const before = settings.get(found.name);
    if (before === undefined) settings.set(found.name, [found.value]);
    else before.push(found.value);
  }
  return settings;
}

function fits(pattern: string, path: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === path;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  if (path.length < before.length + after.length || !path.startsWith(before) || !path.endsWith(after)) return false;
  return !path.slice(before.length, path.length - after.length).includes('/');
}

interface Walk {
  readonly known: readonly FileText[];
  readonly asked: readonly string[];
  readonly settings: Map<string, string[]>;
  readonly blocks: MatchBlock[];
  readonly unresolved: string[];
  strange: number;
}

function put(walk: Walk, block: MatchBlock | null, name: string, value: string): void {
  if (block !== null) {
    block.settings.push({name, value});
    return;
  }
  const before = walk.settings.get(name);
  if (before === undefined) walk.settings.set(name, [value]);
  else if (repeatable.has(name)) before.push(value);
}

function include(walk: Walk, folder: string, value: string, block: MatchBlock | null, depth: number): void {
  for (const pattern of words(value).map((word) => (word.startsWith('/') ? word : `${folder}/${word}`))) {
    if (!walk.asked.includes(pattern) || depth >= deepest) walk.unresolved.push(pattern);
    else for (const file of walk.known.filter(({path}) => fits(pattern, path))) read(walk, file, folder, block, depth);
  }
}

function read(walk: Walk, file: FileText, folder: string, outer: MatchBlock | null, depth: number): void {
  let block = outer;
  for (const line of configLines(file.text)) {
    const found = keywordOf(line);
    if (found === null || found.value === '') walk.strange += 1;
    else if (found.name === 'include') include(walk, folder, found.value, block, depth + 1);
    else if (found.name !== 'match') put(walk, block, found.name, found.value);
    else if (found.value.toLowerCase() === 'all') block = outer;
    else walk.blocks.push((block = {criteria: found.value, settings: []}));
  }
}

/**
 * sshd_config(5) as sshd reads it: the first value of a keyword wins, a Match block ends with its file.
 * `known`: the files that were read; `asked`: the paths and patterns that were asked for.
 */
export function readSshdConfig(main: FileText, known: readonly FileText[], asked: readonly string[]): SshdFiles {
  const walk: Walk = {known, asked, settings: new Map(), blocks: [], unresolved: [], strange: 0};
  read(walk, main, '/etc/ssh', null, 0);
  return {settings: walk.settings, matchBlocks: walk.blocks, unresolved: walk.unresolved, strange: walk.strange};
}
