import {createServer, type AddressInfo} from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {hostsOfNmapXml, portStatesOf} from '../../../src/model/nmap-xml/index.ts';
import {findNmap, type NmapProgram} from '../../../src/transports/nmap/program.ts';
import {runNmap, type NmapProgress, type NmapRequest} from '../../../src/transports/nmap/run.ts';
import {request} from '../../support/fake-nmap.ts';
import {freePort} from '../../support/free-port.ts';

async function realNmap(): Promise<NmapProgram> {
  const program = await findNmap();
  if (program === null) throw new Error('these tests need a real nmap: apt-get install nmap');
  return program;
}

interface Listener {
  readonly port: number;
  /** Bytes that came over each connection. */
  readonly connections: number[];
}

async function listen(t: ExecutionContext, address: string): Promise<Listener> {
  const connections: number[] = [];
  const server = createServer((socket) => {
    const index = connections.push(0) - 1;
    socket.on('data', (data) => (connections[index] = (connections[index] ?? 0) + data.length));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  t.teardown(() => server.close());
  return {port: (server.address() as AddressInfo).port, connections};
}

const quiet = (): {readonly signal: AbortSignal} => ({signal: new AbortController().signal});

async function statesOf(asked: Partial<NmapRequest>) {
  const {xml, cut} = await runNmap(await realNmap(), {...request, ...asked}, quiet());
  const {scan, hosts} = hostsOfNmapXml(xml);
  const [host] = hosts;
  if (host === undefined || cut) throw new Error(xml);
  const {states, complete} = portStatesOf(scan, host, 'tcp');
  return {scan, host, states: Object.fromEntries(states), complete};
}

for (const [address, type] of [
  ['127.0.0.1', 'ipv4'],
  ['::1', 'ipv6'],
] as const) {
  test(`nmap tells which ports of ${address} are open`, async (t) => {
    const {port, connections} = await listen(t, address);
    const closed = await freePort(address);
    const {scan, host, states, complete} = await statesOf({address, ports: `${port},${closed}`});
    t.deepEqual(states, {[port]: 'open', [closed]: 'closed'});
    t.true(complete);
    t.deepEqual(host.addresses, [{type, address, vendor: null}]);
    t.like(scan, {finished: 'success', cut: false});
    t.is(scan.scans[0]?.type, 'connect');
    t.deepEqual(connections, [0]);
  });
}

test('a host name is looked up, and of many ports every one is told', async (t) => {
  const {port} = await listen(t, '127.0.0.1');
  const {states, complete, host} = await statesOf({address: 'localhost', ports: `1-200,${port}`});
  t.true(complete);
  t.is(Object.keys(states).length, 201);
  t.is(states[port], 'open');
  t.true(host.hostnames.some(({name, type}) => name === 'localhost' && type === 'user'));
});

test('a host name that is not known is unreachable', async (t) => {
  const program = await realNmap();
  await t.throwsAsync(runNmap(program, {...request, address: 'nothing.invalid'}, quiet()), {
    name: 'TransportError',
    message: 'Failed to resolve "nothing.invalid".',
  });
});

test('connections are not opened faster than wanted, and what is done is told', async (t) => {
  const program = await realNmap();
  const told: NmapProgress[] = [];
  const begun = performance.now();
  const asked = {...request, ports: '1-40', connectsPerSecond: 20};
  await runNmap(program, asked, {...quiet(), onProgress: (progress) => void told.push(progress)});
  const took = performance.now() - begun;
  t.true(took > 1700, `${took.toFixed(0)} ms for 40 ports`);
  t.true(told.length >= 2);
  t.is(told[0]?.elapsedMs, 0);
  t.true(told.every(({expectedMs}) => expectedMs === 2000 + request.connectMs));
  t.true((told[1]?.elapsedMs ?? 0) >= 900);
});

test('a scan that was stopped before it began sends nothing', async (t) => {
  const {port, connections} = await listen(t, '127.0.0.1');
  const controller = new AbortController();
  controller.abort(new Error('the run was stopped'));
  const asked = {...request, ports: `${port}`};
  await t.throwsAsync(runNmap(await realNmap(), asked, {signal: controller.signal}), {message: 'the run was stopped'});
  t.deepEqual(connections, []);
});

test('a running scan ends at once when it is stopped', async (t) => {
  const controller = new AbortController();
  const asked = {...request, ports: '1-1000', connectsPerSecond: 1};
  const running = runNmap(await realNmap(), asked, {signal: controller.signal});
  setTimeout(() => controller.abort(new Error('the run was stopped')), 500);
  const begun = performance.now();
  await t.throwsAsync(running, {message: 'the run was stopped'});
  t.true(performance.now() - begun < 5000);
});
