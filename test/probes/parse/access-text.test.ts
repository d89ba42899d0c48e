import test from 'ava';
import {modeBits} from '../../../src/probes/parse/octal-mode.ts';
import {publicKey} from '../../../src/probes/parse/ssh-key.ts';
import {keywordOf, readSshdConfig, settingsOfOutput} from '../../../src/probes/parse/sshd-config.ts';
import {effectiveOf} from '../../../src/probes/parse/sshd-effective.ts';
import {argumentsOf, commandLineOf} from '../../../src/probes/parse/sshd-options.ts';
import {statLine} from '../../../src/probes/parse/stat-lines.ts';
import {readSudoers} from '../../../src/probes/parse/sudoers.ts';
import {sudoersLines} from '../../../src/probes/parse/sudoers-text.ts';

const file = (path: string, text: string) => ({path, text, cut: false});
const sudoers = (text: string) => readSudoers(sudoersLines(file('/etc/sudoers', text)));

test('a rule with several runas and tags becomes one rule for each', (t) => {
  const {rules, strange} = sudoers('ope ALL=(root) NOPASSWD: /bin/a, /bin/b, PASSWD: /bin/c, (www) NOEXEC: /bin/d\n');
  t.is(strange, 0);
  t.deepEqual(
    rules.map(({runAs, nopasswd, commands}) => ({runAs, nopasswd, commands})),
    [
      {runAs: 'root', nopasswd: true, commands: ['/bin/a', '/bin/b']},
      {runAs: 'root', nopasswd: false, commands: ['/bin/c']},
      {runAs: 'www', nopasswd: false, commands: ['/bin/d']},
    ],
  );
});

test('aliases are replaced, also inside each other, and circles end', (t) => {
  const text = 'User_Alias A = B, x : B = y, A\nCmnd_Alias C = /bin/c\nA ALL = C\n';
  const [rule] = sudoers(text).rules;
  t.true(rule?.who.includes('x'));
  t.true(rule?.who.includes('y'));
  t.deepEqual(rule?.commands, ['/bin/c']);
});

test('aliases of users and of commands are apart, however deep they lie', (t) => {
  const chain = ['A = B', 'B = C', 'C = D', 'D = E', 'E = F', 'F = G', 'G = ALL'].map((one) => `Cmnd_Alias ${one}`);
  const {rules, strange} = sudoers([...chain, 'User_Alias G = ope', 'G ALL = NOPASSWD: A', ''].join('\n'));
  t.like(rules[0], {who: ['ope'], commands: ['ALL']});
  t.is(strange, 0);
});

test('a negated alias negates what it stands for', (t) => {
  const {rules} = sudoers('Cmnd_Alias A = !ALL, /bin/a\nope ALL = !A, !!/bin/b\n');
  t.deepEqual(rules[0]?.commands, ['ALL', '!/bin/a', '/bin/b']);
});

test('aliases that multiply each other end, and what is too much is not understood', (t) => {
  const members = (next: string): string => Array.from({length: 40}, (_, at) => `${next}${at}`).join(',');
  const levels = ['A', 'B', 'C', 'D', 'E', 'F'].map((name, at) =>
    Array.from({length: 40}, (_, of) => `User_Alias ${name}${of} = ${members('BCDEFu'.charAt(at))}`),
  );
  const {rules, strange} = sudoers([...levels.flat(), 'A0 ALL = ALL', ''].join('\n'));
  t.is(strange, 0);
  t.true((rules[0]?.who.length ?? 0) <= 1600);
  const many = Array.from({length: 2000}, (_, at) => `u${at}`).join(',');
  const flood = sudoers([`User_Alias A = ${many}`, ...Array.from({length: 100}, () => 'A ALL = ALL')].join('\n'));
  t.true(flood.strange > 0);
  t.deepEqual(flood.rules.at(-1)?.who, ['A']);
});

test('an alias of commands that is not defined, or in a way not understood, is counted', (t) => {
  t.is(sudoers('ope ALL = NOPASSWD: SHELLS\n').strange, 1);
  t.is(sudoers('Cmnd_Alias A = /bin/a\nCmnd_Alias A = ALL\n').strange, 1);
  t.is(sudoers('Cmnd_Alias A\n').strange, 1);
});

test('a command with = and escaped separators is one command', (t) => {
  const [rule] = sudoers('ope ALL = /usr/bin/dd if=/dev/x of\\=y\\, z\n').rules;
  t.deepEqual(rule?.commands, ['/usr/bin/dd if=/dev/x of\\=y\\, z']);
});

test('what is no rule is counted, not passed over', (t) => {
  t.is(sudoers('this is not sudoers\n').strange, 1);
  t.is(sudoers('ope ALL = /bin/a : HOST = /bin/b\n').strange, 1);
  t.is(sudoers('# a comment\n#includedir /etc/sudoers.d\n').strange, 0);
});

test('#1000 is a uid, not a comment', (t) => {
  t.deepEqual(sudoers('#1000 ALL=(ALL) ALL\n').rules[0]?.who, ['#1000']);
});

test('the first value of an sshd keyword wins, an include stands where it is written', (t) => {
  const main = file(
    '/etc/ssh/sshd_config',
    'Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin yes\nPort 22\nPort 2222\n',
  );
  const part = file('/etc/ssh/sshd_config.d/a.conf', 'PermitRootLogin no\nMatch User x\nX11Forwarding yes\n');
  const read = readSshdConfig(main, [part], ['/etc/ssh/sshd_config.d/*.conf']);
  t.deepEqual(read.settings.get('permitrootlogin'), ['no']);
  t.deepEqual(read.settings.get('port'), ['22', '2222']);
  t.deepEqual(read.matchBlocks, [{criteria: 'User x', settings: [{name: 'x11forwarding', value: 'yes'}]}]);
});

test('a keyword that sshd prints over and over does not slow the reading', (t) => {
  const started = performance.now();
  const settings = settingsOfOutput(Array.from({length: 40_000}, (_, at) => `port ${at}`));
  t.is(settings.get('port')?.length, 40_000);
  t.true(performance.now() - started < 1000);
});

test('an include that was not asked for is told', (t) => {
  const read = readSshdConfig(file('/etc/ssh/sshd_config', 'Include /opt/*.conf other.conf\n'), [], []);
  t.deepEqual(read.unresolved, ['/opt/*.conf', '/etc/ssh/other.conf']);
});

test('a file that includes itself ends', (t) => {
  const part = file('/etc/ssh/sshd_config.d/a.conf', 'Include /etc/ssh/sshd_config.d/*.conf\nPort 1\n');
  const read = readSshdConfig(part, [part], ['/etc/ssh/sshd_config.d/*.conf']);
  t.true(read.unresolved.length > 0);
});

test('keywords under former names, with = and quotes', (t) => {
  t.deepEqual(keywordOf('ChallengeResponseAuthentication = "no"'), {name: 'kbdinteractiveauthentication', value: 'no'});
  t.deepEqual(keywordOf('Port 22 # door'), {name: 'port', value: '22'});
  t.is(keywordOf('"x'), null);
});

test('times of sshd are seconds; relative algorithm lists are not known', (t) => {
  const effective = effectiveOf(
    new Map([
      ['logingracetime', ['1m30s']],
      ['ciphers', ['+aes128-cbc']],
      ['passwordauthentication', ['constructor']],
    ]),
  );
  t.is(effective.loginGraceTime, 90);
  t.is(effective.ciphers, null);
  t.is(effective.passwordAuthentication, null);
});

test('the crypto policy on the command line is read, an emptied one is not', (t) => {
  const policy = file(
    '/etc/crypto-policies/back-ends/opensshserver.config',
    "CRYPTO_POLICY='-oCiphers=a,b -oMACs=c'\n",
  );
  t.deepEqual(commandLineOf([policy]).settings.get('ciphers'), ['a,b']);
  const off = file('/etc/sysconfig/sshd', 'CRYPTO_POLICY=\n');
  t.is(commandLineOf([policy, off]).settings.size, 0);
  const other = commandLineOf([file('/etc/default/ssh', 'SSHD_OPTS="-f /opt/sshd_config -D"\n')]);
  t.deepEqual(other.strange, ['-f /opt/sshd_config']);
});

test('options of sshd that have a keyword of their own; the first of a keyword counts', (t) => {
  const {settings, strange} = argumentsOf(['-p', '2222', '-q', '-oLogLevel=VERBOSE', '-g', '0', '-o', 'UsePAM', 'no']);
  t.deepEqual(Object.fromEntries(settings), {port: ['2222'], loglevel: ['QUIET'], logingracetime: ['0']});
  t.deepEqual(strange, ['-o UsePAM', 'no']);
});

test('permission bits', (t) => {
  t.like(modeBits('4755'), {mode: '4755', setuid: true, otherReadable: true, otherWritable: false});
  t.like(modeBits('1777'), {sticky: true, groupWritable: true, otherWritable: true});
  t.is(modeBits('8'), null);
});

test('a path may hold spaces; a line that is none of stat is refused', (t) => {
  t.is(statLine('-rw-r--r-- 644 0 0 /a b')?.path, '/a b');
  t.is(statLine('-rw-r--r-- 644 0 0 relative'), null);
});

test('a key whose blob is of another type is no key', (t) => {
  t.is(publicKey('ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'), null);
  const ed25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  t.deepEqual(publicKey(ed25519), {type: 'ssh-ed25519', bits: null});
});
