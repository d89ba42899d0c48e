import {spawn, spawnSync} from 'node:child_process';
import {existsSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import type {CommandAsk} from '../../src/model/ask.ts';
import {firewallRules} from '../../src/probes/asks/firewall-rules.ts';
import {logFilesState} from '../../src/probes/asks/log-files.ts';
import {network} from '../../src/probes/asks/network.ts';
import {processesAsk} from '../../src/probes/asks/processes.ts';
import {sshdEffectiveAsk} from '../../src/probes/asks/sshd.ts';
import {storage} from '../../src/probes/asks/storage.ts';
import {worstSettings} from '../../src/probes/parse/interface-settings.ts';
import {readLogFiles} from '../../src/probes/parse/log-files.ts';
import {sections} from '../../src/probes/parse/network.ts';
import {readMounts, storagePart} from '../../src/probes/parse/storage.ts';
import {timeSync} from '../../src/probes/time-sync.ts';
import {audit} from '../../src/probes/audit.ts';
import {temporaryFolder} from '../support/sshd.ts';

const shells = (
  [
    ['dash', '/bin/dash', []],
    ['bash', '/bin/bash', []],
    ['busybox', '/bin/busybox', ['ash']],
  ] as const
).filter(([, path]) => existsSync(path));

const commands = [...(timeSync.ask['linux'] ?? []), ...(audit.ask['linux'] ?? [])].filter(
  (ask) => ask.kind === 'command',
);
const asks = [
  ...new Set<CommandAsk>([firewallRules, logFilesState, network, processesAsk, sshdEffectiveAsk, storage, ...commands]),
];

function answer(path: string, args: readonly string[], ask: CommandAsk): string {
  const env = {LC_ALL: 'C', PATH: '/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin'};
  const result = spawnSync(path, [...args, '-c', `{ ${ask.run}\n} 2>&1`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
    encoding: 'utf8',
  });
  return result.stdout.replace(/\n$/, '');
}

for (const ask of asks) {
  test(`${ask.id} is one line`, (t) => {
    t.false(ask.run.includes('\n'));
  });
  for (const [name, path, args] of shells) {
    test(`${ask.id} has no word that ${name} does not know`, (t) => {
      t.notRegex(answer(path, args, ask), /syntax error|bad substitution|: not found|unexpected|bad variable name/i);
    });
  }
}

for (const [name, path, args] of shells) {
  test(`what ${name} answers is understood`, (t) => {
    const listed = answer(path, args, processesAsk).split('\n');
    t.is(listed[0], '= programs');
    t.true(listed.includes('= processes') && listed.includes('Pid:\t1'));
    const mounts = readMounts(storagePart(answer(path, args, storage), 'mounts') ?? []);
    t.true(mounts.complete);
    t.true(mounts.mounts.some((mount) => mount.target === '/'));
    const settings = worstSettings(sections(answer(path, args, network)).settings);
    t.true([0, 1, 2].includes(settings?.rpFilter.value ?? -1));
    const logs = answer(path, args, logFilesState);
    t.is(readLogFiles(logs).complete, !logs.includes('hidden'));
  });
}

test('an sshd that runs is told with its arguments, whatever they hold', (t) => {
  if (!existsSync('/usr/sbin/sshd')) {
    t.pass('no sshd is installed');
    return;
  }
  const folder = temporaryFolder();
  const [file, words] = [join(folder.path, 'sshd'), ['-f', '/dev/null', '$(reboot) ;', "'", 'a\n.']];
  symlinkSync('/usr/bin/tail', file);
  const child = spawn(file, words, {stdio: 'ignore'});
  t.teardown(() => {
    child.kill('SIGKILL');
    folder.remove();
  });
  const written = `${child.pid}\t${[file, ...words].join('\t').replace('\n', ' ')}\t`;
  for (const [, path, args] of shells) t.true(answer(path, args, sshdEffectiveAsk).split('\n').includes(written));
});
