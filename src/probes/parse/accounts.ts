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
  readonly interactive: boolean;
  /** null: not known; the shadow file could not be read, or has no line for it. */
  readonly shadow: Shadow | null;
}

export interface Accounts {
  readonly users: readonly LocalAccount[];
  /** False when /etc/passwd was not read to its end, or a line of it was not understood. */
  readonly complete: boolean;
  /** What became of /etc/shadow; `unclear`: it was not read to its end. */
  readonly shadowFile: 'read' | 'denied' | 'absent' | 'unclear';
}

const noLogin = new Set(['nologin', 'false', 'true', 'sync', 'shutdown', 'halt']);
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

function isInteractive(shell: string): boolean {
  return !noLogin.has(shell.slice(shell.lastIndexOf('/') + 1));
}

function accountOf(fields: readonly string[], shadows: ReadonlyMap<string, Shadow>): LocalAccount | null {
  const [name = '', password = '', uid, gid, home, shell, ...rest] = fields;
  const [id, group] = [intOrNull(uid) ?? bigId(uid), intOrNull(gid) ?? bigId(gid)];
  if (name === '' || id === null || group === null || home === undefined) return null;
  if (shell === undefined || rest.length > 0) return null;
  const shadow = password.startsWith('shadow') ? shadows.get(name) : shadowOf(password, []);
  return {name, uid: id, gid: group, home, shell, interactive: isInteractive(shell), shadow: shadow ?? null};
}

/** Ids of ten digits, as 4294967294 for nobody. */
function bigId(text: string | undefined): number | null {
  return text !== undefined && /^\d{10}$/.test(text) ? Number(text) : null;
}

function shadowsOf(lines: readonly (readonly string[])[]): Map<string, Shadow> {
  const shadows = new Map<string, Shadow>();
  for (const [name = '', password = '', ...fields] of lines) {
    const shadow = shadowOf(password, fields);
    if (shadow !== null && !shadows.has(name)) shadows.set(name, shadow);
  }
  return shadows;
}

function endOf(lines: readonly string[]): Accounts['shadowFile'] {
  const ends = ['read', 'denied', 'absent'] as const;
  return ends.find((end) => lines.at(-1) === `. ${end}`) ?? 'unclear';
}

/** passwd(5) and shadow(5) of the host itself; directory accounts are not among them. @throws Gap */
export function readAccounts(answers: Answers): Accounts {
  const {text} = answers.command(accountsAsk.id);
  const lines = text.split('\n').filter((line) => line !== '');
  const of = (kind: string): string[][] =>
    lines.filter((line) => line.startsWith(kind)).map((line) => line.slice(kind.length).split(':'));
  const passwd = of('p:');
  if (passwd.length === 0) throw new Gap('unsupported', 'no /etc/passwd');
  const shadows = shadowsOf(of('s:'));
  const users = passwd.map((fields) => accountOf(fields, shadows));
  const understood = users.filter((user) => user !== null);
  const shadowFile = endOf(lines);
  const strange = lines.some((line) => !/^(?:[ps]:|\. )/.test(line));
  const complete = understood.length === users.length && !strange && shadowFile !== 'unclear';
  return {users: understood, complete, shadowFile};
}
