import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {Workshop} from '../../scan/support.ts';
import {startDaemon, type Daemon} from '../../support/daemon.ts';
import {look, type View} from '../support.ts';

const shop = new Workshop();
const old = '127.0.15.1';
const screens = '127.0.15.2';
const daemons: Daemon[] = [];
let view: View;

/**
 * A real telnetd. rlogind, rshd, rexecd and fingerd are not started: their packages open them to the network where they are
 * installed. What they say is recorded.
 */
function startTelnetd(address: string): Promise<Daemon> {
  return startDaemon({
    needs: {'/usr/sbin/inetd': 'openbsd-inetd', '/usr/sbin/telnetd': 'inetutils-telnetd'},
    address,
    ports: [10_023],
    files: {'inetd.conf': `${address}:10023 stream tcp nowait root /usr/sbin/telnetd telnetd\n`},
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
  daemons.push(await startTelnetd(old));
  daemons.push(await startVnc(4711, 15_900, ['-SecurityTypes', 'TLSVnc', '-auth', 'auth']));
  daemons.push(await startVnc(4712, 15_901, ['-SecurityTypes', 'None,VncAuth', '-ac']));
  view = await look(shop, {
    old: {address: old, services: ['telnet/10023']},
    screens: {address: screens, kind: 'terminal', services: ['vnc/15900', 'vnc/15901', 'x11/10711', 'x11/10712']},
  });
});
test.after.always(async () => {
  for (const daemon of daemons) await daemon.stop();
  shop.remove();
});

test('Telnet is known by what it says before anything is sent', (t) => {
  t.deepEqual(view.value('old', 'telnetServers'), {servers: [{port: 10_023, greeting: ''}]});
  t.deepEqual(view.outcomes('old', 'telnet-reachable'), {'-': 'fail'});
});

test('screens tell how one logs in to them', (t) => {
  t.deepEqual(view.value('screens', 'vncServers'), {
    servers: [
      {port: 15_900, version: '3.8', securityTypes: ['VeNCrypt TLSVnc']},
      {port: 15_901, version: '3.8', securityTypes: ['None', 'VNC Authentication']},
    ],
  });
  for (const check of ['vnc-without-password', 'vnc-encryption']) {
    t.deepEqual(view.outcomes('screens', check), {'tcp/15900': 'pass', 'tcp/15901': 'fail'}, check);
  }
  t.deepEqual(view.outcomes('screens', 'x11-reachable'), {'-': 'fail'});
  t.deepEqual(view.outcomes('screens', 'x11-without-authorisation'), {'tcp/10711': 'pass', 'tcp/10712': 'fail'});
});
