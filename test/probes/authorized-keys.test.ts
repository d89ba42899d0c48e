import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Fact} from '../../src/model/fact.ts';
import {authorizedKeys} from '../../src/probes/authorized-keys.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';

type Recording = ReturnType<typeof loadRecording>;

function factOf(change: (recording: Recording) => Recording, name = 'debian-12_accounts-hardened'): Fact | undefined {
  const recording = change(loadRecording(`linux/${name}`));
  return factsOf([authorizedKeys], exchangesOf(recording), 'linux', null)['authorizedKeys'];
}

/** sshd's report with a line in the place of the one of the same keyword. */
function reported(line: string): (recording: Recording) => Recording {
  return (recording) => {
    const report = recording.commands['sshd-effective'];
    if (typeof report !== 'string') throw new Error('not recorded');
    const keyword = `${line.split(' ', 1).join('')} `;
    const [first = '', second = '', ...others] = report.split('\n').filter((other) => !other.startsWith(keyword));
    const text = [first, second, line, ...others].join('\n');
    return {...recording, commands: {...recording.commands, 'sshd-effective': text}};
  };
}

function written(text: string): (recording: Recording) => Recording {
  return (recording) => {
    const path = '/etc/ssh/sshd_config';
    return {...recording, files: {...recording.files, [path]: `${recording.files[path] ?? ''}\n${text}\n`}};
  };
}

/** Sources of accounts, and the one process that runs beside init. */
function switched(text: string, process?: string): (recording: Recording) => Recording {
  const processes = `= programs\n= processes\nName:\tinit\nPid:\t1\nUid:\t0\nName:\t${process ?? ''}\n.`;
  return (recording) => ({
    ...recording,
    files: {...recording.files, '/etc/nsswitch.conf': text},
    commands: {...recording.commands, ...(process === undefined ? {} : {processes})},
  });
}

const without =
  (...paths: readonly string[]) =>
  (recording: Recording): Recording => ({
    ...recording,
    files: Object.fromEntries(Object.entries(recording.files).filter(([path]) => !paths.includes(path))),
    denied: [...paths],
  });

const whole = {state: 'known', complete: true} as const;
const elsewhere = {state: 'known', complete: false, because: 'not-collected'} as const;

const cases: readonly (readonly [string, (recording: Recording) => Recording, object])[] = [
  ['the default places are all there is', (recording) => recording, whole],
  ['the default places, written out', reported('authorizedkeysfile %h/.ssh/authorized_keys'), whole],
  ['one of the default places', reported('authorizedkeysfile .ssh/authorized_keys'), whole],
  ['no file at all', reported('authorizedkeysfile none'), whole],
  ['keys in /etc/ssh', reported('authorizedkeysfile /etc/ssh/keys/%u'), elsewhere],
  ['keys in another folder too', reported('authorizedkeysfile .ssh/authorized_keys .keys/allowed'), elsewhere],
  ['keys from a command', reported('authorizedkeyscommand /usr/bin/sss_ssh_authorizedkeys'), elsewhere],
  ['keys by certificate', reported('trustedusercakeys /etc/ssh/ca.pub'), elsewhere],
  ['other keys in a Match block', written('Match User vendor\n AuthorizedKeysFile /opt/vendor/keys'), elsewhere],
  ['a command in a Match block', written('Match all\n AuthorizedKeysCommand /opt/keys %u'), elsewhere],
  ['a Match block with the default places', written('Match User a\n AuthorizedKeysFile .ssh/authorized_keys'), whole],
  ['a Match block that takes no keys', written('Match User a\n AuthorizedKeysFile none'), whole],
  ['an included file that was not read', written('Include /opt/sshd/*.conf'), elsewhere],
  [
    'Match blocks that could not be read',
    without('/etc/ssh/sshd_config'),
    {state: 'known', complete: false, because: 'permission-denied'},
  ],
  [
    'a report of sshd that broke off',
    (recording) => ({...recording, commands: {...recording.commands, 'sshd-effective': '+sshd\n-dropbear\nport 22\n'}}),
    {state: 'known', complete: false},
  ],
  [
    'a server that was not asked about',
    (recording) => ({...recording, commands: {'authorized-keys': '.\n'}}),
    elsewhere,
  ],
  ['accounts of LDAP', switched('passwd: files ldap'), elsewhere],
  ['accounts of NIS', switched('passwd: compat nis [NOTFOUND=return]'), elsewhere],
  ['sss, and nobody knows whether sssd runs', switched('passwd: sss files'), elsewhere],
  ['sss, and sssd runs', switched('passwd: sss files', 'sssd'), elsewhere],
  ['sss, and sssd does not run', switched('passwd: sss files', 'cron'), whole],
  ['winbind, and winbindd runs', switched('passwd: files winbind', 'winbindd'), elsewhere],
  ['groups alone of a directory', switched('passwd: files # ldap\ngroup: files ldap'), whole],
  [
    'sources that could not be read',
    without('/etc/nsswitch.conf'),
    {state: 'known', complete: false, because: 'permission-denied'},
  ],
  [
    'a line that brings in accounts of NIS',
    (recording) => {
      const text = recording.commands['accounts'];
      if (typeof text !== 'string') throw new Error('not recorded');
      return {...recording, commands: {...recording.commands, accounts: `p:+:none -::::\n${text}`}};
    },
    {state: 'known', complete: false},
  ],
];

for (const [title, change, expected] of cases) {
  test(`${'complete' in expected && expected.complete === true ? 'whole' : 'partial'}: ${title}`, (t) => {
    t.like(factOf(change), expected);
  });
}

test('whole: no sshd, but dropbear with the default places', (t) => {
  t.like(
    factOf((recording) => recording, 'alpine-3.20_accounts-default'),
    whole,
  );
});

test('partial: dropbear with a folder of keys', (t) => {
  const fact = factOf(
    (recording) => ({
      ...recording,
      files: {...recording.files, '/etc/conf.d/dropbear': 'DROPBEAR_OPTS="-s -D /etc/keys"\n'},
    }),
    'alpine-3.20_accounts-default',
  );
  t.like(fact, elsewhere);
});

const root = mkdtempSync(join(tmpdir(), 'mizumori-keys-'));
test.after.always(() => rmSync(root, {recursive: true}));

const blob = 'A'.repeat(372);
const keys = [
  '# comment',
  `ssh-rsa ${blob} sato@example`,
  `  from="192.0.2.1",command="echo \\"hi there\\"" ssh-ed25519 ${'B'.repeat(68)}`,
  `command="echo from=" ssh-rsa ${blob}`,
  `from="" ssh-rsa ${blob}`,
  `from="192.0.2.1,*" ssh-rsa ${blob}`,
  `no-pty,from="0.0.0.0/0" ssh-rsa ${blob}`,
  `from="*.example.jp,192.0.2.0/24" ssh-rsa ${blob}`,
  'no key at all',
];

/** The command over a list of accounts of our own. */
function asked(shell: string): string {
  const home = join(root, 'sato=1');
  mkdirSync(join(home, '.ssh'), {recursive: true});
  writeFileSync(join(home, '.ssh/authorized_keys'), keys.join('\r\n'));
  spawnSync('mkfifo', [join(home, '.ssh/authorized_keys2')]);
  writeFileSync(join(root, 'passwd'), `nobody:x:65534:65534::/nonexistent:/bin/sh\nsato:x:1000:1000::${home}:/bin/sh`);
  const [ask] = authorizedKeys.ask['linux'] ?? [];
  if (ask?.kind !== 'command') throw new Error('not a command');
  const run = ask.run.replace('</etc/passwd', `<${root}/passwd`);
  const [program = '', ...more] = shell.split(' ');
  return spawnSync(program, [...more, '-c', run], {encoding: 'utf8', timeout: 10_000}).stdout.replaceAll(root, '');
}

for (const shell of ['dash', 'bash', 'busybox sh']) {
  test(`${shell}: keys are told by their options; what is no key and no regular file is told as unread`, (t) => {
    t.deepEqual(asked(shell).split('\n'), [
      '? sato /sato=1/.ssh/authorized_keys2',
      'k sato ssh-rsa 372 - -',
      'k sato ssh-ed25519 68 from from=,command=',
      'k sato ssh-rsa 372 - command=',
      'k sato ssh-rsa 372 - from=',
      'k sato ssh-rsa 372 - from=',
      'k sato ssh-rsa 372 - no-pty,from=',
      'k sato ssh-rsa 372 from from=',
      '? sato /sato=1/.ssh/authorized_keys',
      '.',
      '',
    ]);
  });
}

/** Homes with what a user may put there to make root read something else. */
function lured(shell: string): string {
  const folder = mkdtempSync(join(root, 'homes-'));
  const home = (name: string): string => join(folder, name);
  for (const name of ['link', 'huge']) mkdirSync(join(home(name), '.ssh'), {recursive: true});
  mkdirSync(home('aside'));
  writeFileSync(home('other'), keys.join('\n'));
  symlinkSync(home('other'), join(home('link'), '.ssh/authorized_keys'));
  symlinkSync(join(home('link'), '.ssh'), join(home('aside'), '.ssh'));
  writeFileSync(join(home('huge'), '.ssh/authorized_keys'), `ssh-rsa ${blob}\n`.repeat(1000));
  const users = ['link', 'huge', 'aside'].map((name) => `${name}:x:1000:1000::${home(name)}:/bin/sh\n`);
  writeFileSync(join(folder, 'passwd'), `${users.join('')}far:x:1001:1001::${home('mnt')}/far:/bin/sh\n`);
  writeFileSync(join(folder, 'mounts'), `srv:/home ${home('mnt')} nfs4 rw 0 0\n`);
  const [ask] = authorizedKeys.ask['linux'] ?? [];
  if (ask?.kind !== 'command') throw new Error('not a command');
  const run = ask.run.replace('</etc/passwd', `<${folder}/passwd`).replace('</proc/mounts', `<${folder}/mounts`);
  const [program = '', ...more] = shell.split(' ');
  return spawnSync(program, [...more, '-c', run], {encoding: 'utf8', timeout: 10_000}).stdout.replaceAll(folder, '');
}

for (const shell of ['dash', 'bash', 'busybox sh']) {
  test(`${shell}: links, huge files and homes on network file systems are not read, and told as unread`, (t) => {
    t.deepEqual(lured(shell).split('\n'), [
      '? link /link/.ssh/authorized_keys',
      '? huge /huge/.ssh/authorized_keys',
      '? aside /aside/.ssh/authorized_keys',
      '? aside /aside/.ssh/authorized_keys2',
      '? far /mnt/far',
      '.',
      '',
    ]);
  });
}
