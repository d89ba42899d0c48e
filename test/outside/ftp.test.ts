import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {Workshop} from '../scan/support.ts';
import {startDaemon, type Daemon} from '../support/daemon.ts';
import {freePort} from '../support/free-port.ts';
import {look, makeCertificate, type View} from './support.ts';

const shop = new Workshop();
const good = '127.0.14.1';
const bad = '127.0.14.2';
const daemons: Daemon[] = [];
let ports: {readonly plain: number; readonly tls: number; readonly bad: number};
let view: View;

const common = ['listen=YES', 'background=NO', 'secure_chroot_dir={{folder}}/empty', 'anon_root={{folder}}/empty'];

function startVsftpd(address: string, port: number, settings: readonly string[]): Promise<Daemon> {
  return startDaemon({
    needs: {'/usr/sbin/vsftpd': 'vsftpd', '/usr/bin/openssl': 'openssl'},
    address,
    ports: [port],
    files: {
      'vsftpd.conf': [...common, `listen_address=${address}`, `listen_port=${port}`, ...settings, ''].join('\n'),
    },
    prepare: (folder) => {
      mkdirSync(join(folder, 'empty'));
      makeCertificate(folder, 'ftp.example');
    },
    run: (folder) => ['/usr/sbin/vsftpd', join(folder, 'vsftpd.conf')],
  });
}

test.before(async () => {
  const tls = ['ssl_enable=YES', 'rsa_cert_file={{folder}}/tls.crt', 'rsa_private_key_file={{folder}}/tls.key'];
  const careful = ['anonymous_enable=NO', 'local_enable=YES', 'ftpd_banner=Ready.', ...tls];
  ports = {plain: await freePort(good), tls: await freePort(good), bad: await freePort(bad)};
  daemons.push(await startVsftpd(good, ports.plain, careful));
  daemons.push(await startVsftpd(good, ports.tls, [...careful, 'implicit_ssl=YES']));
  daemons.push(await startVsftpd(bad, ports.bad, ['anonymous_enable=YES']));
  view = await look(shop, {
    good: {address: good, services: [`ftp/${ports.plain}`, `ftps/${ports.tls}`]},
    bad: {address: bad, services: [`ftp/${ports.bad}`]},
  });
});
test.after.always(async () => {
  for (const daemon of daemons) await daemon.stop();
  shop.remove();
});

test('a server with TLS and without anonymous login passes', (t) => {
  const server = {greeting: 'Ready.', namesProduct: false, versions: [], authTls: true};
  t.deepEqual(view.value('good', 'ftpServers'), {
    servers: [
      {...server, port: ports.plain, encrypted: false},
      {...server, port: ports.tls, encrypted: true},
    ].sort((a, b) => a.port - b.port),
  });
  for (const check of ['ftp-tls-offered', 'ftp-banner-details']) {
    t.deepEqual(view.outcomes('good', check), {[`tcp/${ports.plain}`]: 'pass', [`tcp/${ports.tls}`]: 'pass'}, check);
  }
  t.deepEqual(view.outcomes('good', 'ftp-anonymous-login'), {[`tcp/${ports.plain}`]: 'pass'});
});

test('one as it came fails', (t) => {
  t.deepEqual(view.value('bad', 'ftpAnonymous'), {servers: [{port: ports.bad, allowed: true}]});
  for (const check of ['ftp-tls-offered', 'ftp-banner-details', 'ftp-anonymous-login']) {
    t.deepEqual(view.outcomes('bad', check), {[`tcp/${ports.bad}`]: 'fail'}, check);
  }
});
