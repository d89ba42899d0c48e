import {baseName} from './base-name.ts';
import {configLines, words} from './config-lines.ts';
import type {Answers, FileText} from '../../model/probe.ts';
import {files, type FilesAsk} from '../../model/ask.ts';

export type PamType = 'auth' | 'account' | 'password' | 'session';

export interface PamLine {
  readonly type: PamType;
  readonly control: string;
  /** Base name: `pam_unix.so`. */
  readonly module: string;
  readonly args: readonly string[];
}

/**
 * Services by name; `complete` is false when some could not be read, include what is
 * not there, or held lines that were not understood.
 */
export interface Pam {
  readonly services: ReadonlyMap<string, readonly Entry[]>;
  readonly complete: boolean;
}

interface Include {
  readonly include: string;
  /** null: lines of every type. */
  readonly type: PamType | null;
  readonly substack: boolean;
}
/** A line that was not understood, or what an include brings in that is not there. */
interface Opaque {
  readonly opaque: true;
  readonly type: null;
}
type Entry = PamLine | Include | Opaque;

/** Included lines stand in the place of their include; those of a substack are one step of the stack that has it. */
export type PamNode = PamLine | Opaque | {readonly substack: readonly PamNode[]};

/** A file hides those of its name in the folders before: pam.d(5); SUSE has a folder of the vendor of its own. */
const folders = ['/usr/etc/pam.d/*', '/usr/lib/pam.d/*', '/etc/pam.d/*'] as const;

export const pamAsks: FilesAsk[] = files(...folders.toReversed());

const types = new Set<string>(['auth', 'account', 'password', 'session']);
const leftovers = /\.(?:bak|old|orig|rpmnew|rpmsave|dpkg-[a-z]+|ucf-[a-z]+|pam-old|pam-new)$|~$/;
const opaque: Opaque = {opaque: true, type: null};
const deepest = 8;
/** More lines than this are not followed. */
const longest = 10_000;

function isType(word: string): word is PamType {
  return types.has(word);
}

/** A bare name, or a path in the folders that are read. */
function isService(target: string): boolean {
  return target !== '' && (!target.includes('/') || /^\/(?:etc|usr\/lib|usr\/etc)\/pam\.d\/[^/]+$/.test(target));
}

/** Words of a line, a control of the form `[success=1 default=ignore]` kept as one. */
function tokens(line: string): string[] {
  const open = line.indexOf('[');
  const close = line.indexOf(']', open);
  if (open === -1 || close === -1 || words(line.slice(0, open)).length !== 1) return words(line);
  return [...words(line.slice(0, open)), line.slice(open, close + 1), ...words(line.slice(close + 1))];
}

function entryOf(line: string): Entry {
  const [first = '', second = '', third = '', ...rest] = tokens(line);
  if (first === '@include')
    return isService(second) ? {include: baseName(second), type: null, substack: false} : opaque;
  const type = first.replace(/^-/, '').toLowerCase();
  if (!isType(type) || third === '') return opaque;
  const substack = second === 'substack';
  if (second === 'include' || substack) return isService(third) ? {include: baseName(third), type, substack} : opaque;
  return {type, control: second, module: baseName(third), args: rest};
}

function entriesOf(file: FileText): Entry[] {
  const entries = configLines(file.text.replaceAll('\\\n', ' ')).map((line) => entryOf(line.split('#')[0] ?? ''));
  // Of several in a row nothing more is known than of one.
  return entries.filter((entry, at) => entry !== opaque || entries[at - 1] !== opaque);
}

/** Every PAM service of the host. @throws Gap */
export function readPam(answers: Answers): Pam {
  const read = folders.map((folder) => answers.files(folder));
  const services = new Map<string, readonly Entry[]>();
  let complete = read.every((folder) => folder.complete);
  for (const file of read.flatMap((folder) => folder.files)) {
    if (leftovers.test(file.path)) continue;
    const entries = entriesOf(file);
    complete &&= !entries.includes(opaque) && !file.cut;
    services.set(baseName(file.path), entries);
  }
  const extents = new Map<string, Extent>();
  const whole = [...services.keys()].every((name) => {
    const {height, lines} = extentOf(services, name, extents);
    return height <= deepest && lines <= longest;
  });
  return {services, complete: complete && whole};
}

interface Extent {
  /** Longest chain of includes below; Infinity when one of them is missing or includes itself. */
  readonly height: number;
  /** Lines when all includes are followed. */
  readonly lines: number;
}

const endless: Extent = {height: Infinity, lines: 0};

function extentOf(services: Pam['services'], name: string, known: Map<string, Extent>): Extent {
  const before = known.get(name);
  if (before !== undefined) return before;
  known.set(name, endless);
  const entries = services.get(name);
  if (entries === undefined) return endless;
  const below = entries.flatMap((entry) => ('include' in entry ? [extentOf(services, entry.include, known)] : []));
  const extent = {
    height: below.reduce((height, one) => Math.max(height, one.height + 1), 0),
    lines: below.reduce((lines, one) => lines + one.lines, entries.length),
  };
  known.set(name, extent);
  return extent;
}

function expand(pam: Pam, service: string, type: PamType, depth: number, budget: {left: number}): PamNode[] {
  const entries = pam.services.get(service);
  if (depth > deepest || entries === undefined || budget.left < 0) return [opaque];
  return entries.flatMap((entry): PamNode[] => {
    budget.left -= 1;
    if (budget.left < 0) return budget.left === -1 ? [opaque] : [];
    if (entry.type !== null && entry.type !== type) return [];
    if (!('include' in entry)) return [entry];
    const below = expand(pam, entry.include, type, depth + 1, budget);
    return entry.substack ? [{substack: below}] : below;
  });
}

/** What a service runs through of one type, its includes followed; nothing for a service that is not there. */
export function pamTree(pam: Pam, service: string, type: PamType): readonly PamNode[] {
  return pam.services.has(service) ? expand(pam, service, type, 0, {left: longest}) : [];
}

/** The lines of a tree in their order, those of substacks among them. */
export function pamLines(tree: readonly PamNode[]): PamLine[] {
  return tree.flatMap((node) => ('substack' in node ? pamLines(node.substack) : 'opaque' in node ? [] : [node]));
}

/** All lines of one type that a service runs through, its includes followed. */
export function pamStack(pam: Pam, service: string, type: PamType): readonly PamLine[] {
  return pamLines(pamTree(pam, service, type));
}

/** Value of `name=value` among a line's arguments; empty for a bare `name`; null when it is not there. */
export function pamArg(line: PamLine, name: string): string | null {
  const found = line.args.find((arg) => arg === name || arg.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
}
