import {spawnSync} from 'node:child_process';
import test from 'ava';
import type {CommandAsk} from '../../src/model/ask.ts';
import {factsOf} from '../../src/facts.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';

const commands = new Map<string, CommandAsk>();
for (const probe of probes) {
  for (const ask of probe.ask['linux'] ?? []) if (ask.kind === 'command') commands.set(ask.id, ask);
}

const disquiet: readonly (readonly [string, RegExp])[] = [
  ['names of owners, which a directory may be asked for', /%u %g %p|%U %G %n|-nouser|-nogroup/],
  ['rpm as a user who may write its database', /(?<!"\$@" )\brpm -qa/],
  ['the socket of chronyd', /chronyc(?! -h 127\.0\.0\.1)\s+-/],
  ['services that D-Bus starts', /timedatectl (?!timesync-status)|hostnamectl|localectl|loginctl|busctl/],
  ['every account of a directory', /getent|(?<!echo )\blastlog;|lastlog -[tb]/],
];

for (const [name, pattern] of disquiet) {
  test(`no command needs ${name}`, (t) => {
    const bad = [...commands.values()].filter(({run}) => pattern.test(run));
    t.deepEqual(
      bad.map(({id}) => id),
      [],
    );
  });
}

test('ss does not make the kernel load modules', (t) => {
  t.regex(commands.get('listeners')?.run ?? '', /tcp_diag.*udp_diag.*then ss .*else PROC_ROOT=\/proc ss /);
  const shown = spawnSync('sh', ['-c', 'PROC_ROOT=/proc ss -Htulpne'], {encoding: 'utf8'});
  if (shown.error === undefined && shown.status === 0) t.notRegex(shown.stdout, /cgroup:/);
});

const walk = (owner: string): string => `gnu\ndrwxr-xr-x 755 0 0 /\n-rw-r--r-- 644 ${owner} 0 /srv/x\n. 0\n`;
const unowned = (owner: string, nsswitch: string): unknown => {
  const recording = loadRecording('linux/debian-12_accounts-default');
  const files = {...recording.files, '/etc/nsswitch.conf': nsswitch};
  const changed = {...recording, files, commands: {...recording.commands, 'file-walk': walk(owner)}};
  const chosen = probes.filter(({fact}) => fact === 'unownedFiles');
  return factsOf(chosen, exchangesOf(changed), 'linux', null)['unownedFiles'];
};

test('a file of a number that no local account has is without an owner', (t) => {
  t.like(unowned('4242', 'passwd: files systemd\ngroup: files\n'), {
    state: 'known',
    value: {files: [{path: '/srv/x', owner: '4242', group: 'root'}]},
  });
  t.like(unowned('0', 'passwd: files sss\ngroup: files sss\n'), {state: 'known', value: {files: []}});
});

test('where accounts come from a directory, too, such a number says nothing', (t) => {
  t.like(unowned('4242', 'passwd: sss files\ngroup: files\n'), {state: 'gap', reason: 'unsupported'});
});
