import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {hotfixId} from './hotfixes.ts';

/** Names under which stored texts of Windows are journaled. */
export const systemInfoAsk = 'text:systeminfo';
export const hotfixTextAsk = 'text:qfe';

/** What a text of `systeminfo` tells in every language: by the place of a row, or the form of its value. */
export interface SystemInfo {
  readonly host: string;
  /** `Windows 10 Pro`, as Windows calls itself, without the maker. */
  readonly name: string;
  /** `10.0.19045` */
  readonly version: string;
  readonly build: number;
  /** null: Windows 10 and later have none. */
  readonly servicePack: number | null;
  readonly architecture: '32-bit' | '64-bit' | 'arm64' | null;
  /** null: the text does not tell. */
  readonly hotfixes: readonly string[] | null;
  /** False when the list is shorter than the text says, or holds what is no update of a known form. */
  readonly hotfixesWhole: boolean;
  readonly addresses: readonly string[];
}

const [longest, most] = [500, 5000];

interface Row {
  readonly value: string;
  /** Of the lines `[01]: …` that belong to it. */
  readonly items: readonly string[];
}

/** Labels hold no colon in the rows that are read; with NBSP, as in French. */
const valueOf = (line: string): string =>
  /^[^:：]{1,120}[:：]\s*(?<value>.*)$/u.exec(line)?.groups?.['value']?.trim() ?? '';

/** Rows begin at the edge; what belongs to one is indented. */
function rowsOf(text: string): Row[] {
  const rows: {value: string; items: string[]}[] = [];
  for (const line of text.split('\n', most).map((each) => each.slice(0, longest).trimEnd())) {
    if (/^\S/.test(line)) rows.push({value: valueOf(line), items: []});
    const item = /^\s+\[\d{1,4}\]\s*:\s*(?<item>.*)$/u.exec(line)?.groups?.['item'];
    if (item !== undefined) rows.at(-1)?.items.push(item);
  }
  return rows;
}

/** `10.0.17134 N/A Build 17134`, `6.1.7601 Service Pack 1 version 7601`: the build ends it once more. */
function versionOf(value: string): {version: string; build: number; servicePack: number | null} | null {
  const found = /^(?<version>\d{1,2}\.\d{1,2}\.(?<build>\d{3,6})) (?<rest>.*?)(?<again>\d{3,6})$/u.exec(value)?.groups;
  const build = Number(found?.['build']);
  if (found === undefined || build !== Number(found['again'])) return null;
  const pack = /Service Pack (?<pack>\d{1,2})/.exec(found['rest'] ?? '')?.groups?.['pack'];
  return {version: found['version'] ?? '', build, servicePack: build >= 10_240 ? null : Number(pack ?? 0)};
}

/** The name of Windows without maker and trade marks, whose signs become a letter in the code pages of consoles. */
export function plainName(value: string): string {
  const plain = value.replaceAll(/[®™]|\((?:R|TM)\)/gu, '').replaceAll(/\b(Microsoft|Windows|Server)r\b/g, '$1');
  const words = plain
    .replaceAll(/\bVistaT\b/g, 'Vista')
    .split(/\s+/u)
    .filter(Boolean)
    .join(' ');
  return words.replace(/^Microsoft /, '');
}

const architectures: readonly (readonly [RegExp, SystemInfo['architecture']])[] = [
  [/^x64-based PC$/i, '64-bit'],
  [/^ARM64-based PC$/i, 'arm64'],
  [/^x86-based PC$/i, '32-bit'],
];

function architectureOf(rows: readonly Row[]): SystemInfo['architecture'] {
  const found = rows.flatMap(({value}) => architectures.filter(([form]) => form.test(value)).map(([, each]) => each));
  return found[0] ?? null;
}

const firstNumber = (value: string): number | null => {
  const digits = /\d{1,5}/.exec(value)?.[0];
  return digits === undefined ? null : Number(digits);
};

/** The row with updates; where none is installed, the one behind the server that the user logged on at. */
function hotfixesIn(rows: readonly Row[]): Pick<SystemInfo, 'hotfixes' | 'hotfixesWhole'> {
  const listed = rows.find(({items}) => items.some((item) => hotfixId(item) !== undefined));
  if (listed === undefined) {
    const after = rows[rows.findIndex(({value}) => value.startsWith('\\\\')) + 1];
    const none = after !== undefined && after.items.length === 0 && firstNumber(after.value) === 0;
    return {hotfixes: none ? [] : null, hotfixesWhole: none};
  }
  const ids = listed.items.map(hotfixId);
  const whole = firstNumber(listed.value) === ids.length && ids.every((id) => id !== undefined);
  return {hotfixes: ids.flatMap((id) => id ?? []), hotfixesWhole: whole};
}

const isAddress = (item: string): boolean =>
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})$/i.test(item);

/** Reads a text of `systeminfo`, in the form of a list; null: it is none. */
export function readSystemInfo(text: string): SystemInfo | null {
  const rows = rowsOf(text);
  const [host, name, version] = rows;
  const read = versionOf(version?.value ?? '');
  if (read === null || host === undefined || name === undefined || host.value === '') return null;
  if (!/\bWindows/.test(name.value)) return null;
  return {
    ...{host: host.value, name: plainName(name.value), ...read, architecture: architectureOf(rows)},
    ...hotfixesIn(rows),
    addresses: rows.flatMap(({items}) => items.filter(isAddress)),
  };
}

/** @throws Gap where there is no such text */
export function systemInfo(answers: Answers): SystemInfo {
  const read = readSystemInfo(answers.command(systemInfoAsk).text);
  if (read === null) throw new Gap('unsupported', 'not a text of systeminfo');
  return read;
}
