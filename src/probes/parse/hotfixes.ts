import {cimText, readInstances, type CimInstance} from '../../model/cim.ts';

/** An update as Windows lists it. */
export interface Hotfix {
  /** `KB5048667` */
  readonly id: string;
  /** Day of its installation, as midnight UTC; null: not told, or in a form that leaves the day open. */
  readonly installedOn: string | null;
}

/** Updates that were told, in the order told. */
export interface HotfixList {
  readonly hotfixes: readonly Hotfix[];
  /** False when something was told that is no update of a known form. */
  readonly whole: boolean;
}

/** How days are written: as Windows stores them, month first, or as the user's settings have them. */
type Order = 'month-first' | 'any';

function midnight(year: number, month: number, day: number): string | null {
  if (year < 1990 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T00:00:00.000Z`;
}

const apart = /^(?<a>\d{1,4})[/.-](?<b>\d{1,2})[/.-](?<c>\d{1,4})$/;

function dayOf(text: string, order: Order): string | null {
  const groups = apart.exec(text)?.groups;
  if (groups === undefined) return null;
  const [a, b, c] = [Number(groups['a']), Number(groups['b']), Number(groups['c'])];
  if (a > 31) return midnight(a, b, c);
  if (order === 'month-first') return midnight(c, a, b);
  // The day can be told from the month by nothing but its size.
  return a > 12 && b <= 12 ? midnight(c, b, a) : b > 12 && a <= 12 ? midnight(c, a, b) : null;
}

/** 100 nanoseconds since 1601, as hexadecimal digits: Windows Server 2008 and before. */
function fileTime(digits: string): string | null {
  const at = new Date(Number(BigInt(`0x${digits}`) / 10_000n) - 11_644_473_600_000);
  const iso = Number.isNaN(at.getTime()) ? '' : at.toISOString();
  return /^(?:199|20)\d/.test(iso) ? `${iso.slice(0, 10)}T00:00:00.000Z` : null;
}

/**
 * InstalledOn of Win32_QuickFixEngineering: `1/15/2025` wherever Windows stores it, `20110521`, a file time, or what PowerShell
 * made of it: the local midnight in UTC, twelve hours from which its day is the nearest one.
 */
export function hotfixDay(text: string, order: Order = 'month-first'): string | null {
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(iso)) return `${new Date(iso + 43_200_000).toISOString().slice(0, 10)}T00:00:00.000Z`;
  if (/^[0-9a-f]{16}$/i.test(text)) return fileTime(text);
  const solid = /^(?<y>(?:19|20)\d\d)(?<m>\d\d)(?<d>\d\d)$/.exec(text)?.groups;
  if (solid !== undefined) return midnight(Number(solid['y']), Number(solid['m']), Number(solid['d']));
  return dayOf(text, order);
}

/** XP and Server 2003 list files, service packs and old articles beside the updates. */
const other = /^(?:File \d{1,4}|Q\d{6}|S\d{6}|MS\w{1,20}|SP\d|M\d{6}\w{0,8}|Service Pack \d)$/i;

/** The article of `KB2999226-v2`; null for what is listed beside updates; undefined for what is not known. */
export function hotfixId(text: string): string | null | undefined {
  const found = /^(?<id>KB\d{6,8})(?:[-_ ][\w.-]{1,20})?$/i.exec(text.trim())?.groups?.['id'];
  return found?.toUpperCase() ?? (other.test(text.trim()) ? null : undefined);
}

function listOf(told: readonly {readonly id: string; readonly day: string | null}[], order: Order): HotfixList {
  const read = told.map(({id, day}) => ({id: hotfixId(id), day}));
  const hotfixes = read.flatMap(({id, day}) =>
    id == null ? [] : [{id, installedOn: day === null ? null : hotfixDay(day, order)}],
  );
  return {hotfixes, whole: read.every(({id}) => id !== undefined)};
}

/** Instances of Win32_QuickFixEngineering. */
export function hotfixesOf(instances: readonly CimInstance[]): HotfixList {
  const told = instances.map((each) => ({id: cimText(each, 'HotFixID') ?? '', day: cimText(each, 'InstalledOn')}));
  return listOf(told, 'month-first');
}

const dateLike = /(?<![\w/.-])(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{8}|[0-9a-f]{16})(?![\w/.-])/i;

/** One line of a table: the update, and the first thing behind it that looks like a day. */
function rowOf(line: string): {id: string; day: string | null} {
  const found = /(?<![\w=])(?:KB\d{6,8}(?:[-_][\w.-]{1,20})?|File \d{1,4}|Q\d{6})(?![\w])/i.exec(line);
  if (found === null) return {id: line.trim(), day: null};
  return {id: found[0], day: dateLike.exec(line.slice(found.index + found[0].length))?.[0] ?? null};
}

/** Names of its columns: those of properties, the same in every language. */
const isHead = (line: string): boolean => /\bHotFixID\b/.test(line) && !/=/.test(line);

/** Longest lines and most lines that are looked at. */
const [longest, most] = [2000, 20_000];

/** Whether a text begins as `wmic qfe` prints it, or `Get-HotFix`. */
export function isHotfixText(text: string): boolean {
  const lines = text.split('\n', 12).map((line) => line.slice(0, longest));
  return lines.some(isHead) || lines.some((line) => /^HotFixID=/.test(line));
}

/** Name of the machine in such a text; null: it does not tell, or tells of several. */
export function hotfixHost(text: string): string | null {
  const lines = text.split('\n', most).map((line) => line.slice(0, longest));
  const head = lines.findIndex(isHead);
  const at = (lines[head] ?? '').indexOf('CSName');
  const rows = at === -1 ? [] : lines.slice(head + 1).map((line) => /^\S{1,63}/.exec(line.slice(at))?.[0]);
  const named = lines.map((line) => /^CSName=(?<name>\S{1,63})\s*$/.exec(line)?.groups?.['name']);
  const names = new Set([...rows, ...named].flatMap((name) => name ?? []));
  return names.size === 1 ? ([...names][0] ?? null) : null;
}

/** Reads a text of `wmic qfe`, as a table or in lines `name=value`, or of `Get-HotFix`; null: it is neither. */
export function readHotfixText(text: string): HotfixList | null {
  if (!isHotfixText(text)) return null;
  const lines = text.split('\n', most).map((line) => line.slice(0, longest).trimEnd());
  const head = lines.findIndex(isHead);
  if (head === -1) return hotfixesOf(readInstances(text));
  // What PowerShell shows is in the form that the user has chosen.
  const order = /\bSource\b/.test(lines[head] ?? '') ? 'any' : 'month-first';
  const rows = lines.slice(head + 1).filter((line) => line.trim() !== '' && !/^[\s-]+$/.test(line));
  return listOf(rows.map(rowOf), order);
}
