import test from 'ava';
import {TransportError} from '../../../src/transports/connection.ts';
import {argumentsOf} from '../../../src/transports/nmap/command.ts';
import {request} from '../../support/fake-nmap.ts';

const targets = ['-iL', '-iL /etc/passwd', '--script=default', '-', '--', '-6', '-p1-65535'];
const ranges = ['10.0.0.1-20', '10.0.0-255.1', '10.0.0.0/24', '10.0.0.*', '10.0.0.1,2', '1-20', '10.0.0.1 10.0.0.2'];
const noAddresses = ['', '127.1', '0x7f.1', '1.0x7f', '2130706433', '10.0.0.01', '300.1.1.1', '2001:db8::/64', '[::1]'];
const texts = [
  'a b',
  'a\tb',
  'a\n-iL',
  'a;b',
  '$(id)',
  '`id`',
  'a|b',
  'host.',
  '.host',
  'a..b',
  'ａ',
  'a\0b',
  'a=b',
  '@file',
];

test('the arguments are these, and the target is the last of them', (t) => {
  const argv = argumentsOf({...request, ports: '22,80,8000-8100', connectsPerSecond: 0.5, connectMs: 1500.4});
  t.deepEqual(argv, [
    ...[
      '-oX',
      '-',
      '--unprivileged',
      '--disable-arp-ping',
      '-sT',
      '-Pn',
      '-n',
      '--no-stylesheet',
      '--max-retries',
      '1',
    ],
    ...[
      '--max-rate',
      '0.5',
      '--max-parallelism',
      '10',
      '--min-rtt-timeout',
      '1500ms',
      '--initial-rtt-timeout',
      '1500ms',
    ],
    ...['--max-rtt-timeout', '1500ms', '--host-timeout', '20s', '-p', '22,80,8000-8100', '--', '127.0.0.1'],
  ]);
});

test('an IPv6 address needs an option of its own', (t) => {
  const argv = argumentsOf({...request, address: 'fe80::1%eth0'});
  t.deepEqual(argv.slice(-2), ['--', 'fe80::1%eth0']);
  t.true(argv.includes('-6'));
  t.false(argumentsOf(request).includes('-6'));
});

test('host names are taken as they are', (t) => {
  for (const address of ['srv-01', 'SRV_01.example.jp', 'web1-20.example', `${'a'.repeat(63)}.jp`, '1-20.example.jp'])
    t.is(argumentsOf({...request, address}).at(-1), address);
});

test('no target adds an option, or stands for more than one host', (t) => {
  for (const address of [...targets, ...ranges, ...noAddresses, ...texts, `${'a.'.repeat(130)}jp`]) {
    const error = t.throws(() => argumentsOf({...request, address}), {instanceOf: TransportError}, address);
    t.is(error.reason, 'unsupported');
    t.false(address !== '' && address !== '-' && error.message.includes(address));
  }
});

test('no list of ports adds an option, or is anything else', (t) => {
  for (const ports of [
    '',
    '-',
    '0',
    '70000',
    '22,',
    '22 80',
    '22 -iL x',
    '-p-',
    'U:53',
    'http*',
    '1-',
    '80-22',
    '--script=x',
  ])
    t.throws(() => argumentsOf({...request, ports}), {instanceOf: TransportError}, ports);
  t.is(argumentsOf({...request, ports: '80,22,22,23'}).at(-3), '22-23,80');
});

test('without a bound there are no arguments', (t) => {
  for (const wrong of [0, -1, NaN, Infinity]) {
    for (const name of ['connectsPerSecond', 'connectsAtOnce', 'connectMs', 'seconds'] as const)
      t.throws(() => argumentsOf({...request, [name]: wrong}), {message: /^no bounds/});
  }
  const least = argumentsOf({...request, connectMs: 1, connectsAtOnce: 0.5});
  t.true(least.includes('5ms') && least[least.indexOf('--max-parallelism') + 1] === '1');
});
