import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Facts} from '../../src/model/fact.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';

/** Facts from an answer of the ask `accounts`. */
function factsFrom(lines: readonly string[]): Facts {
  const recording = loadRecording('linux/debian-12_accounts-default');
  const body = lines.map((line) => `${line}\n`).join('');
  const changed = {...recording, commands: {accounts: body}, files: {'/etc/group': 'root:x:0:\n'}};
  return factsOf(probes, exchangesOf(changed), 'linux', null);
}

const root = 'p:root:shadow -:0:0:/root:/bin/bash';
const sato = 'p:sato:shadow -:1000:1000:/home/sato:/bin/bash';
const rootShadow = 's:root:set 6:20700:0:99999:7::';

interface Case {
  readonly title: string;
  readonly lines: readonly string[];
  readonly accounts: object;
  readonly passwords: object;
  readonly groups?: object;
}

const whole = {state: 'known', complete: true};
const part = {state: 'known', complete: false};

const cases: readonly Case[] = [
  {
    title: 'both files read: both facts are whole',
    lines: [root, rootShadow, '. read'],
    accounts: whole,
    passwords: whole,
  },
  {
    title: 'a closed shadow file takes nothing from the accounts',
    lines: [root, sato, '. denied'],
    accounts: whole,
    passwords: {state: 'gap', reason: 'permission-denied'},
    groups: whole,
  },
  {
    title: 'an empty password in /etc/passwd is told without root, the others are not',
    lines: [root, 'p:guest:empty -:405:100:/dev/null:/bin/sh', '. denied'],
    accounts: whole,
    passwords: {...part, because: 'permission-denied', value: {users: [{name: 'guest', state: 'empty'}]}},
  },
  {
    title: 'an account without a line in the shadow file leaves the passwords unknown in part',
    lines: [root, sato, rootShadow, '. read'],
    accounts: whole,
    passwords: part,
  },
  {
    title: 'without a shadow file passwords of /etc/passwd are all there is',
    lines: ['p:root:set 1:0:0:/root:/bin/sh', '. absent'],
    accounts: whole,
    passwords: whole,
  },
  {
    title: 'a shadow file somewhere else is not taken for none',
    lines: [root, '. absent'],
    accounts: whole,
    passwords: {state: 'gap', reason: 'unsupported'},
  },
  {
    title: 'a line for accounts of a directory leaves the accounts unknown in part',
    lines: [root, 'p:+:empty -:::::', rootShadow, '. read'],
    accounts: part,
    passwords: part,
    groups: part,
  },
  {
    title: 'no end was seen: something may be missing',
    lines: [root, rootShadow],
    accounts: part,
    passwords: part,
    groups: part,
  },
  {
    title: 'complaints of the tools are no accounts',
    lines: ['awk: something', root, rootShadow, '. read'],
    accounts: part,
    passwords: part,
  },
];

for (const {title, lines, accounts, passwords, groups} of cases) {
  test(title, (t) => {
    const facts = factsFrom(lines);
    t.like(facts['accounts'], accounts);
    t.like(facts['passwords'], passwords);
    if (groups !== undefined) t.like(facts['groups'], groups);
  });
}
