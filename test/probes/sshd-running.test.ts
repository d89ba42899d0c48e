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
