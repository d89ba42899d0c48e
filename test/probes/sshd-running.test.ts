import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Facts} from '../../src/model/fact.ts';
import {loginBanners} from '../../src/probes/login-banners.ts';
import {sshd} from '../../src/probes/sshd.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';

const recording = loadRecording('linux/debian-12_accounts-hardened');
const report = recording.commands['sshd-effective'];
if (typeof report !== 'string') throw new Error('not recorded');
const [first = '', second = '', ...settings] = report.split('\n');

/** A hardened host, with these processes of sshd, these listening ports, and these files beside. */
function asked(running: readonly string[], ports: readonly string[] = [], more: Record<string, string> = {}): Facts {
  const told = [first, second, '= running', ...running, '= settings', ...settings].join('\n');
  const listeners = ports.length === 0 ? {} : {listeners: [...ports, '= ss'].join('\n')};
  const commands = {...recording.commands, 'sshd-effective': told, ...listeners};
  const files = {...recording.files, ...more};
  return factsOf([sshd, loginBanners], exchangesOf({...recording, commands, files}), 'linux', null);
}

const title = (pid: number, args: string): string =>
  `${pid}\tsshd: /usr/sbin/sshd ${args} [listener] 0 of 10-100 startups\t`;
const port = (pid: number, where: string): string =>
  `tcp LISTEN 0 128 ${where} 0.0.0.0:* users:(("sshd",pid=${pid},fd=3))`;
const usual = title(7, '-D');

test('an sshd without options goes by its usual file', (t) => {
  t.like(asked([usual])['sshd'], {state: 'known', complete: true, value: {effective: {permitRootLogin: 'no'}}});
});

for (const [name, line] of [
  ['its title', title(7, '-D -f /opt/vendor/sshd_config')],
  ['its arguments', '7\t/usr/sbin/sshd\t-D\t-f\t/opt/vendor/sshd_config\t'],
] as const) {
  test(`another file that ${name} tells of is not known`, (t) => {
    t.like(asked([line])['sshd'], {
      state: 'gap',
      reason: 'unsupported',
      detail: 'sshd is started with an option that is not read: -f /opt/vendor/sshd_config',
    });
    t.like(asked([line])['loginBanners'], {state: 'known', complete: false});
  });
}

for (const [name, line] of [
  ['its title', title(7, '-D -o PermitRootLogin=yes -oLogLevel=QUIET')],
  ['its arguments', '7\t/usr/sbin/sshd\t-D\t-o\tPermitRootLogin yes\t-oLogLevel=QUIET\t'],
] as const) {
  test(`options that ${name} tells of win over the files`, (t) => {
    t.like(asked([line])['sshd'], {
      state: 'known',
      complete: true,
      value: {effective: {permitRootLogin: 'yes', logLevel: 'QUIET', passwordAuthentication: false}},
    });
  });
}

test('an sshd that this host alone can reach is not the one that is judged', (t) => {
  const other = title(9, '-D -f /tmp/test/sshd_config');
  const there = asked([usual, other], [port(7, '0.0.0.0:22'), port(9, '127.0.0.1:2222'), port(9, '[::1]:2222')]);
  t.like(there['sshd'], {state: 'known', complete: true});
  const reachable = asked([usual, other], [port(7, '0.0.0.0:22'), port(9, '192.0.2.1:2222')]);
  t.like(reachable['sshd'], {state: 'gap'});
});

test('two that others reach, with different options', (t) => {
  const sockets = [port(7, '0.0.0.0:22'), port(9, '0.0.0.0:2222')];
  t.like(asked([usual, title(9, '-D -oPermitRootLogin=yes')], sockets)['sshd'], {state: 'gap'});
  t.like(asked([usual, title(9, '-D')], sockets)['sshd'], {state: 'known', complete: true});
});

test('the options of the running one count, and those of a file where none is seen', (t) => {
  const file = {'/etc/default/ssh': 'SSHD_OPTS="-f /opt/vendor/sshd_config"\n'};
  t.like(asked([usual], [], file)['sshd'], {state: 'known', complete: true});
  t.like(asked([], [], file)['sshd'], {state: 'gap', reason: 'unsupported'});
});

test('a banner that an option sets is the one that is shown', (t) => {
  const text = {'/etc/issue.net': 'Authorised users alone.\n', '/etc/banner': 'Debian GNU/Linux\n'};
  const banner = (args: string) => asked([title(7, args)], [], text)['loginBanners'];
  t.like(banner('-D -oBanner=/etc/banner'), {value: {sshText: 'Debian GNU/Linux'}});
  t.like(banner('-D -oBanner=none'), {value: {sshText: null}});
});

test('a list of processes that broke off, or a line of it that is none, tells nothing', (t) => {
  const cut = {...recording.commands, 'sshd-effective': `+sshd\n-dropbear\n= running\n${usual}`};
  t.like(factsOf([sshd], exchangesOf({...recording, commands: cut}), 'linux', null)['sshd'], {
    state: 'gap',
    reason: 'cut',
  });
  t.like(asked(['x'])['sshd'], {state: 'gap'});
});

/** As `systemctl show` of Debian 12 tells of the units. */
const units = (accept: 'yes' | 'no', listen: readonly string[], unit: string, ...more: readonly string[]): string[] => [
  ...['= sockets', 'Id=ssh.socket', 'ActiveState=active', `Accept=${accept}`, ...listen.map((one) => `Listen=${one}`)],
  ...['', 'Id=ssh.service', 'ActiveState=inactive', 'Environment='],
  ...['EnvironmentFiles=/etc/default/ssh (ignore_errors=yes)', execStart('-D $SSHD_OPTS')],
  ...['', 'Id=ssh@0.service', 'ActiveState=inactive', 'Environment=', ...more, execStart(unit)],
];
const execStart = (args: string): string =>
  `ExecStart={ path=/usr/sbin/sshd ; argv[]=/usr/sbin/sshd ${args} ; ignore_errors=yes ; start_time=[n/a] ; pid=0 }`;
const variables = 'EnvironmentFiles=/etc/default/ssh (ignore_errors=yes)';
const both = ['0.0.0.0:2222 (Stream)', '[::]:2222 (Stream)'];

test('a socket of systemd tells the ports, and its unit the options', (t) => {
  const file = {'/etc/default/ssh': 'SSHD_OPTS="-o LogLevel=QUIET -p 22"\n'};
  const unit = units('yes', both, '-i $SSHD_OPTS -o PermitRootLogin=yes', variables);
  const place = {ports: [2222], listenAddresses: ['0.0.0.0:2222', '[::]:2222']};
  t.like(asked(unit, [], file)['sshd'], {
    state: 'known',
    complete: true,
    value: {effective: {permitRootLogin: 'yes', logLevel: 'QUIET', ...place}},
  });
  const handed = asked([usual, ...units('no', both, '-i', variables)], [], file);
  t.like(handed['sshd'], {state: 'known', value: {effective: {permitRootLogin: 'no', ...place}}});
  const waiting = asked(units('no', both, '-i', variables), [], file);
  t.like(waiting['sshd'], {state: 'known', value: {effective: {logLevel: 'QUIET', ...place}}});
});

test('a unit of a socket that is not understood leaves sshd unknown', (t) => {
  for (const unit of [
    units('yes', both, '-i -f /opt/vendor/sshd_config', variables),
    units('yes', both, '-i $SSHD_OPTS', 'EnvironmentFiles=/opt/vendor/sshd (ignore_errors=no)'),
    units('yes', both, '-i $SSHD_OPTS', variables, 'Environment=SSHD_OPTS=-oPermitRootLogin=yes'),
    units('yes', both, '-i', variables).slice(0, 5),
  ]) {
    t.like(asked(unit)['sshd'], {state: 'gap', reason: 'unsupported'});
  }
  t.like(asked(['= sockets', '!'])['sshd'], {state: 'known', complete: false});
});

test('a socket that is not active, or not of the network, counts for nothing', (t) => {
  const idle = units('yes', both, '-i -f /x').map((line) => line.replace('=active', '=inactive'));
  const inside = units('yes', ['/run/ssh-unix-local/socket (Stream)'], '-i -f /x');
  for (const unit of [idle, inside]) t.like(asked([usual, ...unit])['sshd'], {state: 'known', complete: true});
});
