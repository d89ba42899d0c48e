import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {startDaemon, type Daemon} from '../support/daemon.ts';
import {freePort} from '../support/free-port.ts';
import {lookFromOutside, wholeValue} from '../support/outside-scan.ts';

const running: Daemon[] = [];
test.after.always(async () => {
  for (const daemon of running) await daemon.stop();
});

const folders = ['private', 'state', 'cache', 'lock', 'pid'] as const;

/** A real smbd with everything of its own in one folder. */
async function startSmbd(settings: readonly string[]): Promise<number> {
  const port = await freePort('127.0.0.1');
  const lines = [
    ...['[global]', 'interfaces = lo', 'bind interfaces only = yes', `smb ports = ${port}`, 'disable netbios = yes'],
    ...[
      'load printers = no',
      'printcap name = /dev/null',
      'ncalrpc dir = {{folder}}/ncalrpc',
      'log file = {{folder}}/log',
    ],
    ...folders.map((name) => `${name} directory = {{folder}}/${name}`),
    ...settings,
  ];
  const daemon = await startDaemon({
    needs: {'/usr/sbin/smbd': 'samba'},
    files: {'smb.conf': `${lines.join('\n')}\n`},
    prepare: (folder) => [...folders, 'ncalrpc'].forEach((name) => mkdirSync(join(folder, name))),
    run: (folder) => ['/usr/sbin/smbd', '-F', '--no-process-group', '--debug-stdout', '-s', join(folder, 'smb.conf')],
    address: '127.0.0.1',
    ports: [port],
  });
  running.push(daemon);
  return port;
}

test.serial('a server that still knows SMB version 1, and lets anybody in', async (t) => {
  const port = await startSmbd(['server min protocol = NT1']);
  const {facts, outcomes} = await lookFromOutside([`smb/${port}`], {trials: true});
  t.deepEqual(wholeValue(facts, 'smbServers'), {
    servers: [{port, dialects: ['1', '2.0.2', '2.1', '3.0', '3.0.2', '3.1.1'], signing: 'enabled', encryption: true}],
  });
  t.deepEqual(wholeValue(facts, 'smbAnonymous'), {servers: [{port, session: 'anonymous', pipes: true}]});
  for (const check of ['smb-version-1', 'smb-signing-required', 'smb-anonymous'])
    t.is(outcomes.get(`${check} tcp/${port}`), 'fail', check);
});

test.serial('one that takes nothing but SMB 3.1.1, signed, from users', async (t) => {
  const settings = ['server min protocol = SMB3_11', 'server signing = mandatory', 'restrict anonymous = 2'];
  const port = await startSmbd(settings);
  const {facts, outcomes} = await lookFromOutside([`smb/${port}`], {trials: true});
  t.deepEqual(wholeValue(facts, 'smbServers'), {
    servers: [{port, dialects: ['3.1.1'], signing: 'required', encryption: true}],
  });
  t.deepEqual(wholeValue(facts, 'smbAnonymous'), {servers: [{port, session: 'anonymous', pipes: false}]});
  for (const check of ['smb-version-1', 'smb-signing-required', 'smb-anonymous'])
    t.is(outcomes.get(`${check} tcp/${port}`), 'pass', check);
});

test.serial('what nobody gave leave for is not tried', async (t) => {
  const port = await startSmbd([]);
  const {facts, outcomes} = await lookFromOutside([`smb/${port}`]);
  t.like(facts['smbAnonymous'], {state: 'gap', reason: 'not-collected'});
  t.is(outcomes.get('smb-anonymous '), 'not-tested');
});
