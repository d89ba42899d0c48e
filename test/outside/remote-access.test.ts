import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {Workshop} from '../scan/support.ts';
import {startDaemon, type Daemon} from '../support/daemon.ts';
import {look, type View} from './support.ts';

const shop = new Workshop();
const old = '127.0.15.1';
const screens = '127.0.15.2';
const daemons: Daemon[] = [];
let view: View;

/** A real inetd with what it starts of the time when nothing was encrypted. */
function startInetd(address: string): Promise<Daemon> {
  const line = (port: number, program: string): string =>
    `${address}:${port} stream tcp nowait root ${program} ${program.split('/').at(-1) ?? ''}`;
  return startDaemon({
    needs: {
      '/usr/sbin/inetd': 'openbsd-inetd',
      '/usr/sbin/telnetd': 'inetutils-telnetd',
      '/usr/sbin/in.rlogind': 'rsh-server',
      '/usr/sbin/in.rshd': 'rsh-server',
      '/usr/sbin/in.rexecd': 'rsh-server',
      '/usr/sbin/in.fingerd': 'fingerd',
      '/usr/bin/finger': 'finger',
    },
    address,
    ports: [10_023, 10_079, 10_512, 10_513, 10_514],
    files: {
      'inetd.conf': [
        line(10_023, '/usr/sbin/telnetd'),
        line(10_079, '/usr/sbin/in.fingerd'),
        line(10_512, '/usr/sbin/in.rexecd'),
        line(10_513, '/usr/sbin/in.rlogind'),
        line(10_514, '/usr/sbin/in.rshd'),
        '',
      ].join('\n'),
    },
    run: (folder) => ['/usr/sbin/inetd', '-i', join(folder, 'inetd.conf')],
  });
}

/** An Xauthority file: a family that fits every display, and what a client has to show. */
const cookie = `\xff\xff\0\0\0\0\0\x12MIT-MAGIC-COOKIE-1\0\x10${'a'.repeat(16)}`;

/** A real X server that is a VNC server, too. Its display listens on every address: the number must be free. */
function startVnc(display: number, rfbPort: number, options: readonly string[]): Promise<Daemon> {
  return startDaemon({
    needs: {'/usr/bin/Xtigervnc': 'tigervnc-standalone-server'},
    address: screens,
    ports: [6000 + display, rfbPort],
    prepare: (folder) => writeFileSync(join(folder, 'auth'), cookie, 'latin1'),
    run: (folder) => {
      const local = ['-listen', 'tcp', '-nolisten', 'unix', '-nolisten', 'local', '-interface', screens];
      const size = ['-geometry', '64x64', '-depth', '16'];
      const file = ['-PasswordFile', join(folder, 'none')];
      return ['/usr/bin/Xtigervnc', `:${display}`, ...local, ...size, ...file, '-rfbport', `${rfbPort}`, ...options];
    },
  });
}

test.before(async () => {
  daemons.push(await startInetd(old));
  daemons.push(await startVnc(4711, 15_900, ['-SecurityTypes', 'TLSVnc', '-auth', 'auth']));
  daemons.push(await startVnc(4712, 15_901, ['-SecurityTypes', 'None,VncAuth', '-ac']));
  view = await look(shop, {
    old: {
      address: old,
      services: ['telnet/10023', 'finger/10079', 'rexec/10512', 'rlogin/10513', 'rsh/10514'],
    },
    screens: {address: screens, kind: 'terminal', services: ['vnc/15900', 'vnc/15901', 'x11/10711', 'x11/10712']},
  });
});
test.after.always(async () => {
  for (const daemon of daemons) await daemon.stop();
  shop.remove();
});

test('x', (t) => {
  for (const f of ['telnetServers', 'fingerServers', 'remoteShells']) t.log(JSON.stringify(view.fact('old', f)));
  for (const f of ['vncServers', 'x11Servers', 'x11Open']) t.log(JSON.stringify(view.fact('screens', f)));
  t.pass();
});
