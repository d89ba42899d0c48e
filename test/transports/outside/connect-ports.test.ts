import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {connectPorts} from '../../../src/transports/outside/connect-ports.ts';
import {TransportError} from '../../../src/transports/connection.ts';
import {freePort} from '../../support/free-port.ts';
import {startRaw} from '../../support/sshd.ts';

const address = '127.0.44.1';
const limits = {atOnce: 10, ms: 500};
const atOnce = (): Promise<void> => Promise.resolve();
const never = new AbortController().signal;

test('each port is connected to once and closed in full, and nothing is said', async (t) => {
  const events: string[] = [];
  const server = await startRaw((socket) => {
    events.push('open');
    socket
      .on('data', () => events.push('data'))
      .on('end', () => {
        events.push('fin');
        socket.end();
      })
      .on('error', () => events.push('reset'));
    socket.write('a greeting that nobody reads\r\n');
  }, address);
  t.teardown(() => server.stop());
  const gone = await startRaw(() => undefined, address);
  await gone.stop();
  const {text, open, unreachable} = await connectPorts(address, `${server.port},${gone.port}`, limits, atOnce, never);
  t.deepEqual([open, unreachable], [[server.port], false]);
  t.true(
    text.startsWith(
      `mizumori connect\nscanned ${server.port},${gone.port}\nopen ${server.port}\nfiltered\nunreachable`,
    ),
  );
  for (let waited = 0; events.length < 2 && waited < 1000; waited += 20) await sleep(20);
  t.deepEqual(events, ['open', 'fin']);
});

test('a server that keeps its side open is left after the time of a goodbye', async (t) => {
  const server = await startRaw(() => undefined, address);
  t.teardown(() => server.stop());
  const at = performance.now();
  const {open} = await connectPorts(address, String(server.port), limits, atOnce, never);
  t.deepEqual(open, [server.port]);
  t.true(performance.now() - at < 3500);
  for (let waited = 0; server.open() > 0 && waited < 1000; waited += 20) await sleep(20);
  t.is(server.open(), 0);
});

test('once nothing may be sent any more, no other port is connected to', async (t) => {
  let [asked, accepted] = [0, 0];
  const servers = await Promise.all(
    [1, 2, 3, 4].map(() => startRaw((socket) => void ((accepted += 1), socket.end()), address)),
  );
  t.teardown(() => Promise.all(servers.map((server) => server.stop())));
  const pace = (): Promise<void> => {
    asked += 1;
    return asked > 2 ? Promise.reject(new TransportError('stopped', 'the kill switch is set')) : Promise.resolve();
  };
  const ports = servers.map(({port}) => port).join(',');
  await t.throwsAsync(connectPorts(address, ports, {...limits, atOnce: 1}, pace, never), {
    message: 'the kill switch is set',
  });
  t.is(accepted, 2);
  t.is(asked, 3);
});

test('how far it is rises to the whole', async (t) => {
  const server = await startRaw((socket) => void socket.end(), address);
  t.teardown(server.stop);
  const shares: number[] = [];
  const gone = await freePort(server.address);
  const ports = [server.port, gone].sort((a, b) => a - b).join(',');
  await connectPorts(server.address, ports, limits, atOnce, never, (share) => shares.push(share));
  t.deepEqual(shares, [0.5, 1]);
});
