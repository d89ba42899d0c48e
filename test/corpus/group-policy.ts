import {readFileSync} from 'node:fs';
import type {RegistryAsk} from '../../src/model/windows-ask.ts';

/** A value as a group policy sets it. */
export interface PolicyValue {
  /** `SOFTWARE\Policies\…`, below HKLM. */
  readonly key: string;
  readonly name: string;
  readonly value: number | string;
}

const [text, number] = [1, 4];

/** What stands between the brackets of one entry of registry.pol, from an offset on: [MS-GPREG] 2.2.1. */
function entryAt(file: Buffer, from: number): {readonly entry: PolicyValue | null; readonly end: number} {
  const until = (mark: string, at: number): number => file.indexOf(Buffer.from(mark, 'utf16le'), at);
  const keyEnd = until('\0;', from);
  const nameEnd = until('\0;', keyEnd + 4);
  const type = file.readUInt32LE(nameEnd + 4);
  const size = file.readUInt32LE(nameEnd + 10);
  const data = file.subarray(nameEnd + 16, nameEnd + 16 + size);
  const end = nameEnd + 16 + size;
  if (file.toString('utf16le', end, end + 2) !== ']') throw new Error(`no end of an entry at ${end}`);
  const key = file.toString('utf16le', from, keyEnd);
  const name = file.toString('utf16le', keyEnd + 4, nameEnd);
  const value = type === number ? data.readUInt32LE() : data.toString('utf16le').replace(/\0+$/, '');
  // `**del.` takes a value away that another policy has set.
  const told = (type === number || type === text) && !name.startsWith('**');
  return {entry: told ? {key, name, value} : null, end: end + 2};
}

/** Numbers and texts that a registry.pol sets. @throws Error for a file of another form */
export function readPolicy(path: string): PolicyValue[] {
  const file = readFileSync(path);
  if (file.toString('latin1', 0, 4) !== 'PReg') throw new Error(`no policy file: ${path}`);
  const values: PolicyValue[] = [];
  for (let at = 8; at < file.length;) {
    const {entry, end} = entryAt(file, at + 2);
    if (entry !== null) values.push(entry);
    at = end;
  }
  return values;
}

/** Lines under `[Registry Values]` of a security template: `MACHINE\…\Name=4,1`. */
export function readTemplate(path: string): PolicyValue[] {
  const file = readFileSync(path);
  const whole = file[0] === 0xff ? file.toString('utf16le', 2) : file.toString('latin1');
  const part = whole.split(/^\[/m).find((each) => each.startsWith('Registry Values]')) ?? '';
  return part.split(/\r?\n/).flatMap((line) => {
    const found = /^MACHINE\\(?<key>.+)\\(?<name>[^\\=]+)=(?<type>\d+),(?<data>.*)$/.exec(line)?.groups;
    if (found === undefined) return [];
    const {key = '', name = '', type = '', data = ''} = found;
    const value = Number(type) === number ? Number(data) : data.replace(/^"(.*)"$/, '$1');
    return [{key, name, value}];
  });
}

const quote = (told: string): string => `"${told.replaceAll(/[\\"]/g, '\\$&')}"`;

const told = ({name, value}: PolicyValue): string =>
  `${quote(name)}=${typeof value === 'number' ? `dword:${value.toString(16)}` : quote(value)}`;

/** The answer to a question on a computer that has nothing but these policies; null: it has no such key. */
export function policyAnswer(ask: RegistryAsk, policy: readonly PolicyValue[]): string | null {
  const root = ask.key.replace(/^HKLM\\/, '');
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const isBelow = (key: string): boolean =>
    same(key, root) || (ask.depth !== 'key' && key.toLowerCase().startsWith(`${root.toLowerCase()}\\`));
  const wanted = policy.filter(({key}) => isBelow(key));
  if (wanted.length === 0) return null;
  const keys = [...new Set([root, ...wanted.map(({key}) => (same(key, root) ? root : key))])];
  return keys
    .flatMap((key) => [
      `[HKEY_LOCAL_MACHINE\\${key}]`,
      ...wanted
        .filter(
          (each) => same(each.key, key) && (ask.values === null || ask.values.some((name) => same(name, each.name))),
        )
        .map(told),
    ])
    .join('\n');
}
