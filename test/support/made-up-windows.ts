import type {WindowsAsk} from '../../src/model/ask.ts';
import type {CimAsk, RegistryAsk} from '../../src/model/windows-ask.ts';
import type {AnswerState} from '../../src/transports/powershell/frames.ts';

/** A value: REG_DWORD, REG_SZ, REG_MULTI_SZ, REG_BINARY; `{expand}`: REG_EXPAND_SZ. */
export type HostValue = number | string | readonly string[] | Buffer | {readonly expand: string};

export interface HostInstance {
  readonly [property: string]: string | number | boolean | readonly string[] | null;
}

/** A Windows that is made up: what it holds, and what it denies. */
export interface WindowsHost {
  /** Values by name, by key: `HKEY_LOCAL_MACHINE\…`. Keys above are there as well. */
  readonly keys: Readonly<Record<string, Readonly<Record<string, HostValue>>>>;
  readonly denied: readonly string[];
  /** Instances by `namespace:class`; null: the access is denied. */
  readonly classes: Readonly<Record<string, readonly HostInstance[] | null>>;
  /** By SID. */
  readonly groups: Readonly<
    Record<string, {readonly domain: string; readonly name: string; readonly members: readonly HostMember[]}>
  >;
  /** What programs print, by their lines. */
  readonly programs: Readonly<Record<string, {readonly text: string; readonly exit: number}>>;
  /** Variables, by name. */
  readonly env: Readonly<Record<string, string>>;
}

export interface HostMember {
  readonly class: string;
  readonly domain: string;
  readonly name: string;
}

export const longKey = (key: string): string =>
  key.replace(/^HKLM(?=\\|$)/, 'HKEY_LOCAL_MACHINE').replace(/^HKU(?=\\|$)/, 'HKEY_USERS');

const parentOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf('\\')));

/** Every key that is there. */
export function keysOf({keys, denied}: WindowsHost): string[] {
  const all = new Set<string>();
  for (const key of [...Object.keys(keys), ...denied])
    for (let each = key; each !== ''; each = parentOf(each)) all.add(each);
  return [...all];
}

export const childrenOf = (host: WindowsHost, key: string): string[] =>
  keysOf(host).filter((each) => parentOf(each) === key);

export const isDenied = ({denied}: WindowsHost, key: string): boolean => denied.includes(key);

export const expanded = (host: WindowsHost, text: string): string =>
  text.replaceAll(/%(\w+)%/g, (whole, name: string) => host.env[name] ?? whole);

const quote = (text: string): string =>
  `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll('\r', '\\r').replaceAll('\n', '\\n')}"`;

function toldValue(host: WindowsHost, value: HostValue): string {
  if (typeof value === 'number') return `dword:${value.toString(16)}`;
  if (typeof value === 'string') return quote(value);
  if (Buffer.isBuffer(value)) return `hex:${value.toString('hex')}`;
  return 'expand' in value ? quote(expanded(host, value.expand)) : `multi:${value.map(quote).join(',')}`;
}

function toldKey(host: WindowsHost, key: string, depth: number, ask: RegistryAsk): string[] {
  if (!keysOf(host).includes(key)) return [`[${key}] absent`];
  if (isDenied(host, key)) return [`[${key}] denied`];
  const has = (names: readonly string[], name: string): boolean =>
    names.some((each) => each.toLowerCase() === name.toLowerCase());
  const values = Object.entries(host.keys[key] ?? {}).flatMap(([told, value]) => {
    const name = told === '' ? '(default)' : told;
    if (has(ask.hidden, name)) return [`${quote(name)}=set`];
    return ask.values === null || has(ask.values, name) ? [`${quote(name)}=${toldValue(host, value)}`] : [];
  });
  const below = depth === 0 ? [] : childrenOf(host, key).flatMap((child) => toldKey(host, child, depth - 1, ask));
  return [`[${key}]`, ...values, ...below];
}

function toldProperty(value: HostInstance[string] | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'object') return `{${value.map(quote).join(',')}}`;
  return String(value).replaceAll(/[\r\n]+/g, ' ');
}

/** Instances that a condition `A='x' OR A='y'` lets through. */
export function instancesFor(host: WindowsHost, ask: CimAsk): readonly HostInstance[] | 'absent' | 'denied' {
  const all = host.classes[`${ask.namespace}:${ask.class}`];
  if (all === undefined) return 'absent';
  if (all === null) return 'denied';
  const wanted = [...(ask.where ?? '').matchAll(/(\w+)='([^']*)'/g)];
  return wanted.length === 0 ? all : all.filter((each) => wanted.some(([, name = '', value]) => each[name] === value));
}

export interface HostAnswer {
  readonly state: AnswerState;
  readonly exitCode: number;
  readonly text: string;
}

const answer = (state: AnswerState, text = '', exitCode = 0): HostAnswer => ({state, exitCode, text});

/** What the PowerShell program tells there. */
export function powershellTells(host: WindowsHost, ask: WindowsAsk): HostAnswer {
  switch (ask.kind) {
    case 'registry': {
      const users = /^HKU\\\*\\(?<below>.+)$/.exec(ask.key)?.groups?.['below'];
      if (users !== undefined) {
        const told = childrenOf(host, 'HKEY_USERS').flatMap((user) =>
          toldKey(host, `${user}\\${users}`, {key: 0, children: 1, tree: 16}[ask.depth], ask),
        );
        return answer('ok', ['[HKEY_USERS]', ...told.filter((line) => !line.endsWith('] absent'))].join('\n'));
      }
      return answer('ok', toldKey(host, longKey(ask.key), {key: 0, children: 1, tree: 16}[ask.depth], ask).join('\n'));
    }
    case 'cim': {
      const found = instancesFor(host, ask);
      if (typeof found === 'string') return answer(found);
      const lines = found.flatMap((each) => [
        ...ask.properties.map((name) => `${name}=${toldProperty(each[name])}`),
        '',
      ]);
      return answer('ok', lines.join('\n'));
    }
    case 'members': {
      const group = host.groups[ask.sid];
      if (group === undefined) return answer('ok');
      const members = group.members.flatMap((each) => [
        `Class=${each.class}`,
        `Domain=${each.domain}`,
        `Name=${each.name}`,
        '',
      ]);
      return answer('ok', [`Group=${group.domain}\\${group.name}`, '', ...members].join('\n'));
    }
    case 'program': {
      const told = host.programs[[ask.program, ...ask.args].join(' ')];
      return told === undefined ? answer('absent') : answer('ok', told.text, told.exit);
    }
    default:
      return ask satisfies never;
  }
}
