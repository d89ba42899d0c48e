import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {accountsAsk} from '../../src/probes/asks/accounts.ts';
import {readAccounts, type LocalAccount} from '../../src/probes/parse/accounts.ts';
import type {Answers} from '../../src/model/probe.ts';
import {commandText} from './answers.ts';
import type {Values} from './compare.ts';
import type {Reader} from './jc-readers.ts';

/** Runs the very command that a host is sent, over these two files in the place of its own. */
function accountsOf(passwd: string, shadow: string): readonly LocalAccount[] {
  const folder = mkdtempSync(join(tmpdir(), 'mizumori-corpus-'));
  try {
    writeFileSync(join(folder, 'passwd'), passwd);
    writeFileSync(join(folder, 'shadow'), shadow);
    const script = accountsAsk.run.replaceAll(/\/etc\/(?=passwd|shadow)/g, `${folder}/`);
    const text = execFileSync('/bin/sh', ['-c', script], {encoding: 'utf8', env: {...process.env, LC_ALL: 'C'}});
    return readAccounts({command: () => commandText(text)} as unknown as Answers).users;
  } finally {
    rmSync(folder, {recursive: true});
  }
}

type Row = Readonly<Record<string, string | number | null>>;

function table<T>(rows: readonly T[], name: (row: T) => string, value: (row: T) => unknown): Values {
  return Object.fromEntries(rows.map((row) => [name(row), value(row)]));
}

export const accountsReader: Reader = {
  expected: (json: readonly Row[]) =>
    table(
      json,
      (row) => String(row['username']),
      ({uid, gid, home, shell}) => [uid, gid, home, shell],
    ),
  actual: (text) =>
    table(
      accountsOf(text, ''),
      (user) => user.name,
      ({uid, gid, home, shell}) => [uid, gid, home, shell],
    ),
};

/** What a password field means, told by hand: `*` and `!` alone are no password, `!` in front of a hash locks it. */
function stateOf(password: string): string {
  if (password === '') return 'empty';
  if (/^[*!]+$/.test(password)) return 'none';
  return password.startsWith('!') ? 'locked' : 'set';
}

export const shadowReader: Reader = {
  expected: (json: readonly Row[]) =>
    table(
      json,
      (row) => String(row['username']),
      (row) => [
        ...[stateOf(String(row['password'])), row['last_changed'], row['minimum'], row['maximum'], row['warn']],
        ...[row['inactive'], row['expire']],
      ],
    ),
  actual: (text) => {
    const names = text
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(':')[0] ?? '');
    const passwd = names.map((name) => `${name}:x:1:1::/:/bin/sh\n`).join('');
    const known = accountsOf(passwd, text).filter(({shadow}) => shadow !== null);
    return table(
      known,
      (user) => user.name,
      ({shadow}) => [
        ...[shadow?.state, shadow?.changed, shadow?.min, shadow?.max, shadow?.warn, shadow?.inactive, shadow?.expires],
      ],
    );
  },
};
