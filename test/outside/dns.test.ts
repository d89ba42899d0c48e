import test from 'ava';
import {startDaemon, type Daemon} from '../support/daemon.ts';
import {freePort} from '../support/free-port.ts';
import {lookFromOutside, wholeValue} from '../support/outside-scan.ts';

const running: Daemon[] = [];
test.after.always(async () => {
  for (const daemon of running) await daemon.stop();
});

async function startNamed(settings: string): Promise<number> {
  const port = await freePort('127.0.0.1');
  const own = 'directory "{{folder}}"; pid-file none; session-keyfile none; managed-keys-directory "{{folder}}";';
  // Nobody outside is ever asked, not the root servers either: what is looked up goes to a port where nothing listens.
  const nobody = `forward only; forwarders { 127.0.0.1 port ${await freePort('127.0.0.1')}; }; dnssec-validation no;`;
  const listen = `listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };`;
  const daemon = await startDaemon({
    needs: {'/usr/sbin/named': 'bind9'},
    files: {'named.conf': `options { ${own} ${nobody} ${listen} ${settings} };\ncontrols { };\n`},
    run: (folder) => ['/usr/sbin/named', '-g', '-c', `${folder}/named.conf`],
    address: '127.0.0.1',
    ports: [port],
  });
  running.push(daemon);
  return port;
}

test('named that recurses and tells its version, one that does neither, and one that serves nobody', async (t) => {
  const open = await startNamed('recursion yes; allow-recursion { any; }; version "9.99 of a test";');
  const own = await startNamed('recursion no; version none;');
  const shut = await startNamed('allow-query { 192.0.2.1; };');
  const {facts, outcomes} = await lookFromOutside([`dns/${open}`, `dns/${own}`, `dns/${shut}`]);
  const servers = [
    {port: open, recursion: true, software: '9.99 of a test'},
    {port: own, recursion: false, software: null},
    {port: shut, recursion: false, software: null},
  ];
  t.deepEqual(wholeValue(facts, 'nameServers'), {servers: servers.sort((a, b) => a.port - b.port)});
  t.is(outcomes.get(`dns-version udp/${open}`), 'fail');
  t.is(outcomes.get(`dns-version udp/${own}`), 'pass');
  t.is(outcomes.get('dns-recursion '), 'not-applicable');
});
