import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import test from 'ava';
import {findNmap, grantsNetRaw, holdsNetRaw} from '../../../src/transports/nmap/program.ts';
import {allEnd, fakeNmap} from '../../support/fake-nmap.ts';

test('the nmap of this machine is found, with its version and what it may do', async (t) => {
  const program = await findNmap();
  t.truthy(program, 'these tests need a real nmap: apt-get install nmap');
  const told = execFileSync(program?.path ?? '', ['--version'], {encoding: 'utf8'});
  t.true(told.startsWith(`Nmap version ${program?.version ?? '?'} `));
  if (process.geteuid?.() === 0)
    t.is(program?.privileged, holdsNetRaw(readFileSync('/proc/self/status', 'utf8'), 'CapBnd') ?? true);
});

test('where there is no nmap, there is none', async (t) => {
  t.is(await findNmap([]), null);
  t.is(await findNmap(['/nonexistent', '/etc/passwd']), null);
});

test('the first of several that is an nmap is taken', async (t) => {
  const other = fakeNmap('echo "nmap, the new map of mizumori"');
  const failing = fakeNmap('echo "Nmap version 9.9 ( https://nmap.org )"; exit 1');
  const real = fakeNmap('[ "$*" = --version ] && echo "Nmap version 7.95SVN ( https://nmap.org )"');
  t.teardown(() => [other, failing, real].forEach(({remove}) => remove()));
  t.is(await findNmap([other.folder, failing.folder]), null);
  const program = await findNmap([other.folder, failing.folder, real.folder]);
  t.like(program, {path: real.program.path, version: '7.95SVN'});
});

test('a program that does not answer is none, and is ended', async (t) => {
  const slow = fakeNmap('trap "" TERM; echo $$ >$HERE/pid; while :; do sleep 0.1; done');
  t.teardown(slow.remove);
  const begun = performance.now();
  t.is(await findNmap([slow.folder]), null);
  t.true(performance.now() - begun < 15_000);
  t.true(await allEnd([await slow.left('pid')]));
});

test('capabilities of the process and of the program are read', (t) => {
  const status = 'Name:\tnode\nCapEff:\t0000000000000000\nCapBnd:\t000001ffffffffff\nCapAmb:\t0000000000002000\n';
  t.true(holdsNetRaw(status, 'CapBnd'));
  t.true(holdsNetRaw(status, 'CapAmb'));
  t.false(holdsNetRaw(status.replace('2000', '1fff'), 'CapAmb'));
  t.is(holdsNetRaw('', 'CapBnd'), null);
  t.true(grantsNetRaw('/usr/bin/nmap cap_net_bind_service,cap_net_admin,cap_net_raw=eip\n'));
  t.true(grantsNetRaw('/usr/bin/nmap = cap_net_admin,cap_net_raw+ep'));
  t.false(grantsNetRaw('/usr/bin/nmap cap_net_bind_service=ep'));
  t.false(grantsNetRaw('/usr/bin/nmap cap_net_raw=i'));
  t.false(grantsNetRaw(''));
});
