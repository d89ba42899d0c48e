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
