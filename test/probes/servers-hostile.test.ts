import test from 'ava';
import {nginxSettings} from '../../src/probes/parse/nginx.ts';
import {postfixSettings} from '../../src/probes/parse/postfix-services.ts';
import {postgresSettings} from '../../src/probes/parse/postgres.ts';
import {sendmailSettings} from '../../src/probes/parse/sendmail.ts';
import {testFloods, testHostileAnswers} from '../support/hostile.ts';

const recordings = [
  'linux/debian-12_servers-default',
  'linux/debian-12_servers-hardened',
  'linux/rhel-9_servers-default',
  'linux/alpine-3.20_servers-default',
];
const names = [
  ...['audit', 'backup', 'database', 'diskEncryption', 'diskUsage', 'dns', 'dnsServer', 'firewall', 'interfaces'],
  ...['journald', 'logFiles', 'logRotation', 'mailServer', 'mounts', 'redundancy', 'routes', 'scheduledJobs'],
  ...['shares', 'snmpAgent', 'sysctl', 'syslog', 'timeSync', 'webServer'],
];

testHostileAnswers({names, recordings});
testFloods(names, {
  recording: 'linux/debian-12_servers-weak',
  fillers: [
    ' ',
    '\t',
    '#',
    '\\',
    '"',
    '(',
    '{',
    '=',
    ':',
    ',',
    '!',
    '1',
    'a',
    '/',
    '*',
    '[',
    'a="',
    '"\\',
    '/*',
    'facility(',
    '<Directory ',
    '\n{',
    '\n a',
    '\na(',
  ],
  limitMs: 6000,
});

const long = 262_144;
const endless: readonly (readonly [string, () => unknown])[] = [
  ['master.cf of empty lines', () => postfixSettings('', `a${'\n'.repeat(long)}b`)],
  ['master.cf of open braces', () => postfixSettings('', `a inet - - - - - smtpd ${'-o {'.repeat(long / 4)}`)],
  [
    'nginx.conf of open blocks',
    () => nginxSettings({files: new Map([['/m', 'a {'.repeat(long / 3)]]), patterns: []}, '/m'),
  ],
  ['sendmail.cf of white space', () => sendmailSettings(`O a${' '.repeat(long)}`)],
  [
    'postgresql.conf that includes itself',
    () => postgresSettings({files: new Map([['/m', "include '/m'\n".repeat(long / 13)]]), patterns: []}, '/m'),
  ],
];
for (const [name, read] of endless) {
  test(`${name} is read in bounded time`, (t) => {
    const began = performance.now();
    read();
    t.true(performance.now() - began < 5000);
  });
}
