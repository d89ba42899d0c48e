import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import test from 'ava';
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

test('of real files only the lines with secrets leave the host, and no secret of them is left', (t) => {
  const {path: root, remove} = temporaryFolder();
  t.teardown(remove);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), content);
  }
  const [ask] = configuredSecrets.ask['linux'] ?? [];
  const run = ask?.kind === 'command' ? ask.run : '';
  const here = run.replaceAll(/(?<= )(?=\/(?:etc|root|opt|usr)\/)/g, root);
  const {stdout, stderr, status} = spawnSync('sh', ['-c', here], {encoding: 'utf8'});
  t.is(stderr, '');
  t.is(status, 0);
  t.notRegex(stdout, /commented|Secret-02|6379|DBUser/);
  for (const number of ['01', '03', '04', '05', '06', '07', '08', '09', '10'])
    t.true(stdout.includes(`Secret-${number}`));
  const dictionary = {default: new Set(['secret-01']), weak: new Set<string>()};
  const redacted = createRedactor({platformPatterns: [], dictionary, siteKey: 'test'})(stdout).text;
  t.notRegex(redacted, /Secret-/);
  t.is(redacted.match(/class=default/g)?.length, 1);
  t.is(redacted.match(/class=ok/g)?.length, 8);
});
