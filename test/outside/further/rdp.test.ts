import {execFileSync} from 'node:child_process';
import test from 'ava';
import {startDaemon, type Daemon} from '../../support/daemon.ts';
import {freePort} from '../../support/free-port.ts';
import {lookFromOutside, wholeValue} from '../../support/outside-scan.ts';

const running: Daemon[] = [];
test.after.always(async () => {
  for (const daemon of running) await daemon.stop();
});

function makeCertificate(folder: string): void {
  const subject = ['-subj', '/CN=xrdp', '-days', '1', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem'];
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', ...subject];
  execFileSync('openssl', args, {stdio: 'pipe', cwd: folder});
}

async function startXrdp(securityLayer: string): Promise<number> {
  const port = await freePort('127.0.0.1');
  const lines = [
    ...['[Globals]', 'ini_version=1', 'fork=true', `port=tcp://127.0.0.1:${port}`, `security_layer=${securityLayer}`],
    ...['certificate={{folder}}/cert.pem', 'key_file={{folder}}/key.pem', 'ssl_protocols=TLSv1.2, TLSv1.3'],
    ...['[Logging]', 'LogFile={{folder}}/log', 'EnableSyslog=false', '[Channels]', '[Xorg]', 'name=Xorg'],
    ...['lib=libxup.so', 'username=ask', 'password=ask'],
  ];
  const daemon = await startDaemon({
    needs: {'/usr/sbin/xrdp': 'xrdp', '/usr/bin/openssl': 'openssl'},
    files: {'xrdp.ini': `${lines.join('\n')}\n`},
    prepare: makeCertificate,
    run: (folder) => ['/usr/sbin/xrdp', '--nodaemon', '-c', `${folder}/xrdp.ini`],
    address: '127.0.0.1',
    ports: [port],
  });
  running.push(daemon);
  return port;
}

test('xrdp as installed takes its own old encryption, where it is told so TLS alone, and never asks before it shows a screen', async (t) => {
  const [open, tls] = [await startXrdp('negotiate'), await startXrdp('tls')];
  const {facts, outcomes} = await lookFromOutside([`rdp/${open}`, `rdp/${tls}`]);
  const [first, second] = open < tls ? [true, false] : [false, true];
  t.deepEqual(wholeValue(facts, 'rdpServers'), {
    servers: [
      {port: Math.min(open, tls), standard: first, tls: true, nla: false, nlaRequired: false},
      {port: Math.max(open, tls), standard: second, tls: true, nla: false, nlaRequired: false},
    ],
  });
  t.is(outcomes.get(`rdp-legacy-encryption tcp/${open}`), 'fail');
  t.is(outcomes.get(`rdp-legacy-encryption tcp/${tls}`), 'pass');
  t.is(outcomes.get(`rdp-network-level-authentication tcp/${tls}`), 'fail');
});
