import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {configuredSecrets} from '../../src/probes/configured-secrets.ts';
import {factsOfRecording} from '../../src/recording.ts';
import {createRedactor} from '../../src/transports/redact.ts';
import {temporaryFolder} from '../support/sshd.ts';

test('the class of each secret is told with its file', (t) => {
  const fact = factsOfRecording('linux/debian-12_configured-secrets').facts['configuredSecrets'];
  t.like(fact, {state: 'known', complete: true});
  t.deepEqual(fact?.state === 'known' ? (fact.value as {secrets: unknown}).secrets : null, [
    {file: '/etc/redis/redis.conf', kind: 'password', class: 'default'},
    {file: '/etc/keepalived/keepalived.conf', kind: 'password', class: 'weak'},
    {file: '/etc/zabbix/zabbix_server.conf', kind: 'password', class: 'ok'},
    {file: '/etc/tomcat10/tomcat-users.xml', kind: 'password', class: 'default'},
  ]);
});

const files: Readonly<Record<string, string>> = {
  '/etc/redis/redis.conf': '# requirepass commented\nrequirepass Secret-01\nuser ops >Secret-02 on\nport 6379\n',
  '/etc/keepalived/keepalived.conf': 'vrrp_instance a {\n  authentication {\n    auth_pass Secret-03\n  }\n}\n',
  '/etc/zabbix/zabbix_server.conf': '### Option: DBPassword\n# DBPassword=\nDBPassword=Secret-04\nDBUser=zabbix\n',
  '/etc/mysql/conf.d/client.cnf': '[client]\npassword = "Secret-05"\n',
  '/etc/rabbitmq/rabbitmq.conf': 'default_user = ops\ndefault_pass = Secret-06\n',
  '/etc/hostapd/hostapd.conf': 'wpa_passphrase=Secret-07\n',
  '/etc/wpa_supplicant/wlan0.conf': 'network={\n\tpsk="Secret-08"\n}\n',
  '/etc/tomcat10/tomcat-users.xml':
    '<tomcat-users>\n<!--\n  <user username="tomcat" password="commented" roles="tomcat"/>\n-->\n' +
    '<!-- one line --><user username="a" password="Secret-09" roles="b"/>\n' +
    "  <user username='c' password='Secret-10' roles='d'/>\n</tomcat-users>\n",
};

/** What the ask tells of these files below a folder of its own. `awk`: the program of that name to use. */
function answer(
  t: ExecutionContext,
  content: Readonly<Record<string, string>>,
  shell: readonly [string, ...string[]] = ['sh'],
  awk?: readonly string[],
) {
  const {path: root, remove} = temporaryFolder();
  t.teardown(remove);
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), text);
  }
  const [program = '', ...more] = awk ?? [];
  mkdirSync(join(root, 'bin'));
  if (awk) writeFileSync(join(root, 'bin/awk'), `#!/bin/sh\nexec ${program} ${more.join(' ')} "$@"\n`, {mode: 0o755});
  const [ask] = configuredSecrets.ask['linux'] ?? [];
  const run = ask?.kind === 'command' ? ask.run : '';
  const here = run.replaceAll(/(?<= )(?=\/(?:etc|root|opt|usr)\/)/g, root);
  const env = {LC_ALL: 'C', PATH: `${root}/bin:/usr/bin:/bin`};
  const {stdout, stderr, status} = spawnSync(shell[0], [...shell.slice(1), '-c', here], {encoding: 'utf8', env});
  t.is(stderr, '');
  t.is(status, 0);
  return stdout.replaceAll(root, '');
}

const redact = (text: string): string => {
  const dictionary = {default: new Set(['secret-01', 'admin']), weak: new Set<string>()};
  return createRedactor({platformPatterns: [], dictionary, siteKey: 'test'})(text).text;
};

test('of real files only the lines with secrets leave the host, and no secret of them is left', (t) => {
  const stdout = answer(t, files);
  t.notRegex(stdout, /commented|Secret-02|6379|DBUser|username/);
  for (const number of ['01', '03', '04', '05', '06', '07', '08', '09', '10'])
    t.true(stdout.includes(`Secret-${number}`));
  const redacted = redact(stdout);
  t.notRegex(redacted, /Secret-/);
  t.is(redacted.match(/class=default/g)?.length, 1);
  t.is(redacted.match(/class=ok/g)?.length, 8);
  t.is(redact(redacted), redacted);
});

for (const [file, line, left] of [
  ['/etc/zabbix/agent.conf', 'DBPassword=$UMMER2024', /UMMER/],
  ['/etc/zabbix/agent.conf', 'DBPassword=${DB_PASSWORD}', /DB_PASS/],
  ['/etc/hostapd/a.conf', 'wpa_passphrase=/Net/Work99', /Net|Work/],
  ['/etc/hostapd/a.conf', 'wpa_passphrase=Water Plant x=9', /Water|Plant|x=9/],
  ['/etc/redis/a.conf', 'requirepass file:abcdef', /file|abcdef/],
  ['/etc/redis/a.conf', 'requirepass server.key', /server/],
  ['/etc/redis/a.conf', 'requirepass my secret tail', /my|tail/],
  ['/etc/redis/a.conf', 'masterauth "my tail" end', /my|tail|end/],
  ['/etc/redis/a.conf', 'requirepass yes', /yes/],
  ['/etc/keepalived/keepalived.conf', '  auth_pass {{abc}}real', /abc|real/],
  ['/etc/wpa_supplicant/a.conf', '\tpsk foo bar', /foo|bar/],
  ['/etc/wpa_supplicant/a.conf', '\tpsk="foo bar" # baz', /foo|bar|baz/],
  ['/etc/my.cnf', 'password=~/secret/path', /path/],
  ['/etc/my.cnf', 'password = <secret kind=password len=1> real', /real/],
] as const) {
  test(`nothing is left of ${line.trim()}, and it is classed`, (t) => {
    const redacted = redact(answer(t, {[file]: `${line}\n`}));
    t.notRegex(redacted.replaceAll(/<secret kind=(?:password|psk) len=\d+ class=ok same=....>/g, ''), left);
    t.is(redacted.match(/class=ok/g)?.length, 1);
    t.is(redact(redacted), redacted);
  });
}

for (const [file, line, grade] of [
  ['/etc/my.cnf', 'password=admin   # set by vendor', 'default'],
  ['/etc/my.cnf', "password = 'admin' # set by vendor", 'default'],
  ['/etc/my.cnf', 'password="admin # 1"', 'ok'],
  ['/etc/my.cnf', 'password= # none', null],
  ['/etc/rabbitmq/rabbitmq.conf', 'default_pass = admin # set by vendor', 'default'],
  ['/etc/redis/a.conf', 'requirepass admin # set by vendor', 'default'],
  ['/etc/keepalived/keepalived.conf', 'auth_pass admin }', 'default'],
  ['/etc/hostapd/a.conf', 'wpa_passphrase=admin # 1', 'ok'],
  ['/etc/zabbix/agent.conf', 'DBPassword=admin\r', 'default'],
] as const) {
  test(`${JSON.stringify(line)} is classed as what the program reads: ${grade ?? 'no secret'}`, (t) => {
    const redacted = redact(answer(t, {[file]: `${line}\n`}));
    t.is(/class=(?<grade>\w+)/.exec(redacted)?.groups?.['grade'] ?? null, grade);
    t.notRegex(redacted, /admin|vendor|none/);
  });
}

test('a line that ends as one that goes on does not hide the next', (t) => {
  const redacted = redact(answer(t, {'/etc/my.cnf': 'password = \\\n', '/etc/redis.conf': 'requirepass admin\n'}));
  t.regex(redacted, /^= \/etc\/my.cnf$/m);
  t.regex(redacted, /^= literal requirepass <secret .*class=default/m);
});

const users =
  '<?xml version="1.0"?>\n<!-- <user username="x" password="commented"/>\n <role rolename="x"/> <user password="commented"/> -->\n' +
  '<tomcat-users><user username="a"\n   password="Secret-01" roles="b"/>\n<user username="c" password = "Secret-02"/>\r\n' +
  `<!-- <role/> --><user\tusername='d' password='Secret-03'/><user username="e" password="Sec>ret 04"/>\n` +
  '<!-- one --><!-- two --><user name="f" password=""/><user name="g" password="Secret-05"/></tomcat-users>\n';
const awks = [
  ['mawk', ['dash'], ['/usr/bin/mawk']],
  ['gawk', ['dash'], ['/usr/bin/gawk', '--posix']],
  ['busybox', ['busybox', 'sh'], ['/usr/bin/busybox', 'awk']],
] as const;
for (const [name, shell, awk] of awks.filter(([, , [program]]) => existsSync(program))) {
  test(`users of Tomcat on more lines, with blanks, beside comments: ${name}`, (t) => {
    const told = answer(t, {'/etc/tomcat9/tomcat-users.xml': users}, shell, awk);
    t.deepEqual(told.split('\n').slice(1, -2), [
      '= literal password="Secret-01"',
      '= literal password = "Secret-02"',
      "= literal password='Secret-03'",
      '= literal password="Sec>ret 04"',
      '= literal password=""',
      '= literal password="Secret-05"',
    ]);
    const redacted = redact(told);
    t.notRegex(redacted, /Sec/);
    t.is(redacted.match(/class=/g)?.length, 5);
  });
}
