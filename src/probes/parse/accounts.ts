import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {accountsAsk} from '../asks/accounts.ts';
import {intOrNull} from './config-lines.ts';

export type PasswordState = 'set' | 'empty' | 'locked' | 'none';

export interface Shadow {
  readonly state: PasswordState;
  /** Name between the dollars of crypt(5): `6`, `y`; `des`, `bsdi`; null where there is no hash. */
  readonly scheme: string | null;
  /** Days since 1970-01-01, or spans in days; null where the field is empty or negative. */
  readonly changed: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly warn: number | null;
  readonly inactive: number | null;
  readonly expires: number | null;
}

export interface LocalAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
  /** null: not known; the shadow file could not be read, or has no line for it. */
  readonly shadow: Shadow | null;
}

export interface Accounts {
  readonly users: readonly LocalAccount[];
  /** True when /etc/shadow was read to its end. */
  readonly shadowRead: boolean;
  /** False when a line was not understood. */
  readonly complete: boolean;
}

const states = new Set<string>(['set', 'empty', 'locked', 'none']);

function days(text: string | undefined): number | null {
  const value = intOrNull(text);
  return value === null || value < 0 ? null : value;
}

function shadowOf(password: string, fields: readonly string[]): Shadow | null {
  const [state = '', scheme = '-'] = password.split(' ');
  if (!states.has(state)) return null;
  const [changed, min, max, warn, inactive, expires] = fields.map(days);
  return {
    state: state as PasswordState,
    scheme: scheme === '-' ? null : scheme,
    changed: changed ?? null,
    min: min ?? null,
    max: max ?? null,
    warn: warn ?? null,
    inactive: inactive ?? null,
    expires: expires ?? null,
  };
}

function accountOf(fields: readonly string[], shadows: ReadonlyMap<string, Shadow>): LocalAccount | null {
  const [name = '', password = '', uid, gid, home, ...shell] = fields;
  const [id, group] = [intOrNull(uid) ?? bigId(uid), intOrNull(gid) ?? bigId(gid)];
  if (name === '' || id === null || group === null || home === undefined || shell.length !== 1) return null;
  const shadow = password.startsWith('shadow') ? shadows.get(name) : shadowOf(password, []);
  return {name, uid: id, gid: group, home, shell: shell[0] ?? '', shadow: shadow ?? null};
}

/** Ids of ten digits, as 4294967294 for nobody. */
function bigId(text: string | undefined): number | null {
  return text !== undefined && /^\d{10}$/.test(text) ? Number(text) : null;
}

/** passwd(5) and shadow(5) of the host itself; directory accounts are not among them. @throws Gap */
export function readAccounts(answers: Answers): Accounts {
  const {text} = answers.command(accountsAsk.id);
  const lines = text.split('\n').filter((line) => line !== '');
  const of = (kind: string): string[][] =>
    lines.filter((line) => line.startsWith(kind)).map((line) => line.slice(kind.length).split(':'));
  const shadows = new Map<string, Shadow>();
  for (const [name = '', password = '', ...fields] of of('s:')) {
    const shadow = shadowOf(password, fields);
    if (shadow !== null && !shadows.has(name)) shadows.set(name, shadow);
  }
  const passwd = of('p:');
  if (passwd.length === 0) throw new Gap('unsupported', 'no /etc/passwd');
  const users = passwd.map((fields) => accountOf(fields, shadows));
  const understood = users.filter((user) => user !== null);
  const known = lines.filter((line) => line === '.' || /^[ps]:/.test(line)).length;
  return {
    users: understood,
    shadowRead: lines.includes('.'),
    complete: understood.length === users.length && known === lines.length,
  };
}
