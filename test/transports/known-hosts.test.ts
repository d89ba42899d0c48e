import test from 'ava';
import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {formatKnownHost, parseKnownHosts, type HostKeyCheck} from '../../src/transports/known-hosts.ts';
import {fingerprint} from '../../src/transports/ssh/host-key.ts';
import {makeKey, requireServers, temporaryFolder} from '../support/sshd.ts';

requireServers();
const folder = temporaryFolder();
test.after.always(() => folder.remove());

const a = makeKey(folder.path, 'a', 'ed25519');
const b = makeKey(folder.path, 'b', 'ed25519');
const rsa = makeKey(folder.path, 'rsa', 'rsa');
const blob = ({publicKey}: {publicKey: string}): Buffer => Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');

const cases: readonly (readonly [string, string, string, number, HostKeyCheck['state']])[] = [
  ['a bare name on port 22', `host ${a.publicKey}`, 'host', 22, 'match'],
  ['a name in other case', `Host ${a.publicKey}`, 'HOST', 22, 'match'],
  ['a comment after the key and CRLF', `host ${a.publicKey} root@host\r\n`, 'host', 22, 'match'],
  ['spaces and tabs', `  host\t${a.publicKey}`, 'host', 22, 'match'],
  ['a comma list', `x,10.0.0.1,host ${a.publicKey}`, '10.0.0.1', 22, 'match'],
  ['a name with its port', `[host]:2222 ${a.publicKey}`, 'host', 2222, 'match'],
  ['a name with another port', `[host]:2222 ${a.publicKey}`, 'host', 2223, 'unknown'],
  ['a name with a port, asked on 22', `[host]:2222 ${a.publicKey}`, 'host', 22, 'unknown'],
  ['the bare name with the same key on another port', `host ${a.publicKey}`, 'host', 2222, 'match'],
  ['the bare name with another key on another port', `host ${b.publicKey}`, 'host', 2222, 'unknown'],
  ['IPv6', `::1 ${a.publicKey}\n[::1]:2222 ${a.publicKey}`, '::1', 2222, 'match'],
  ['a wildcard', `*.example.jp ${a.publicKey}`, 'pump.example.jp', 22, 'match'],
  ['a question mark', `10.0.0.? ${a.publicKey}`, '10.0.0.12', 22, 'unknown'],
  ['a wildcard with an exception', `10.0.0.*,!10.0.0.9 ${a.publicKey}`, '10.0.0.9', 22, 'unknown'],
  ['an exception before its wildcard', `!10.0.0.9,10.0.0.* ${a.publicKey}`, '10.0.0.8', 22, 'match'],
  ['another key of the type', `host ${b.publicKey}`, 'host', 22, 'mismatch'],
  ['another type alone', `host ${rsa.publicKey}`, 'host', 22, 'unknown'],
  ['several keys', `host ${b.publicKey}\nhost ${a.publicKey}`, 'host', 22, 'match'],
  ['a revoked key', `host ${a.publicKey}\n@revoked * ${a.publicKey}`, 'host', 22, 'revoked'],
  ['a revoked key of another host', `host ${a.publicKey}\n@revoked other ${a.publicKey}`, 'host', 22, 'match'],
  ['another key that is revoked', `host ${a.publicKey}\n@revoked * ${b.publicKey}`, 'host', 22, 'match'],
  ['a certificate authority', `@cert-authority * ${a.publicKey}`, 'host', 22, 'unknown'],
  ['a marker that nobody knows', `@trusted host ${a.publicKey}`, 'host', 22, 'unknown'],
  ['a commented line', `# host ${a.publicKey}`, 'host', 22, 'unknown'],
  ['a type that is not the key’s', `host ssh-rsa ${a.publicKey.split(' ')[1] ?? ''}`, 'host', 22, 'unknown'],
  ['an empty file', '', 'host', 22, 'unknown'],
];

for (const [title, text, address, port, expected] of cases) {
  test(`${title}: ${expected}`, (t) => t.is(parseKnownHosts(text).check(address, port, blob(a)).state, expected));
}

test('the types of all live keys of a host are told, and the line that decides', (t) => {
  const known = parseKnownHosts(`host ${rsa.publicKey}\n@revoked host ${b.publicKey}\n\nhost ${a.publicKey}`);
  t.deepEqual(known.check('host', 22, blob(a)), {state: 'match', knownTypes: ['ssh-ed25519', 'ssh-rsa'], line: 4});
  t.deepEqual(known.knownTypes('host', 2222), ['ssh-ed25519', 'ssh-rsa']);
  t.deepEqual(known.knownTypes('other', 22), []);
});

test('names that ssh-keygen has hashed are found', (t) => {
  const file = join(folder.path, 'hashed');
  writeFileSync(file, `host ${a.publicKey}\n[host]:2222 ${b.publicKey}\n`);
  execFileSync('/usr/bin/ssh-keygen', ['-H', '-f', file], {stdio: 'ignore'});
  const text = execFileSync('/usr/bin/cat', [file], {encoding: 'utf8'});
  t.notRegex(text, /host/);
  const known = parseKnownHosts(text);
  t.is(known.check('host', 22, blob(a)).state, 'match');
  t.is(known.check('host', 22, blob(b)).state, 'mismatch');
  t.is(known.check('host', 2222, blob(b)).state, 'match');
  t.is(known.check('other', 22, blob(a)).state, 'unknown');
});

for (const hash of [false, true]) {
  test(`a written line, ${hash ? 'hashed' : 'plain'}, is found by us and by ssh-keygen`, (t) => {
    const line = formatKnownHost('Host.example', 2222, blob(a), {hash});
    t.is(line.startsWith('|1|'), hash);
    t.is(parseKnownHosts(line).check('host.example', 2222, blob(a)).state, 'match');
    const file = join(folder.path, `written-${String(hash)}`);
    writeFileSync(file, `${line}\n`);
    const found = execFileSync('/usr/bin/ssh-keygen', ['-F', '[host.example]:2222', '-f', file], {encoding: 'utf8'});
    t.regex(found, /found: line 1/);
  });
}

test('what would break the file is not written', (t) => {
  t.throws(() => formatKnownHost('a b', 22, blob(a), {hash: false}));
  t.throws(() => formatKnownHost('a\nb', 22, blob(a), {hash: false}));
  t.throws(() => formatKnownHost('a,*', 22, blob(a), {hash: false}));
  t.throws(() => formatKnownHost('host', 22, Buffer.from('rubbish'), {hash: false}));
});

test('lines that are not understood are noted, not obeyed, and there is an end to it', (t) => {
  const bad = ['host', 'host ssh-ed25519', '@cert-authority * x y', '|1|only ssh-ed25519 AAAA', 'x'.repeat(70_000)];
  const known = parseKnownHosts([...bad, `host ${a.publicKey}`].join('\n'));
  t.is(known.notes.length, bad.length);
  t.deepEqual(known.notes[2], {
    line: 3,
    message: {en: '@cert-authority is not supported', ja: '@cert-authorityには対応していません'},
  });
  t.is(known.check('host', 22, blob(a)).state, 'match');
  t.is(parseKnownHosts('rubbish\n'.repeat(1_000)).notes.length, 100);
});

test('a hostile pattern costs no time', (t) => {
  const started = performance.now();
  const known = parseKnownHosts(`${'*a'.repeat(10_000)}b ${a.publicKey}`);
  t.is(known.check('a'.repeat(250), 22, blob(a)).state, 'unknown');
  t.true(performance.now() - started < 500);
});

test('fingerprints are those of ssh-keygen', (t) => {
  const shown = execFileSync('/usr/bin/ssh-keygen', ['-l', '-f', `${a.file}.pub`], {encoding: 'utf8'});
  t.is(shown.split(' ')[1], fingerprint(blob(a)));
});
