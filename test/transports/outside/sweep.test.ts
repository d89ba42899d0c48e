import {createServer, type Server} from 'node:net';
import {once} from 'node:events';
import test from 'ava';
import fc from 'fast-check';
import type {SweepAsk} from '../../../src/model/outside.ts';
import {readSweep} from '../../../src/probes/parse/sweep.ts';
import {paceOf} from '../../../src/transports/outside/pace.ts';
import {addressesOf, sweep} from '../../../src/transports/outside/sweep.ts';

const ask = (range: string, ports: string, except: string[] = []): SweepAsk => ({
  kind: 'sweep',
  id: `hosts@${range}`,
  range,
  except,
  ports,
  privilege: 'user',
  cost: 'cheap',
});
const limits = {atOnce: 4, ms: 1000};
const {signal} = new AbortController();
const freely = paceOf(1000, signal, () => undefined);

async function listen(address: string): Promise<{server: Server; port: number}> {
  const server = createServer((socket) => socket.end());
  server.listen(0, address);
  await once(server, 'listening');
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  return {server, port: at.port};
}

test('what answers is found, also by refusing, and what is left out is not touched', async (t) => {
  const {server, port} = await listen('127.77.0.2');
  const left = await listen('127.77.0.3');
  let touched = 0;
  left.server.on('connection', () => (touched += 1));
  const text = await sweep(ask('127.77.0.0/29', `${port}`, ['127.77.0.3']), limits, freely, signal);
  server.close();
  left.server.close();
  const hosts = readSweep(text) ?? [];
  t.is(touched, 0);
  t.deepEqual(
    hosts.map(({address}) => address),
    ['127.77.0.1', '127.77.0.2', '127.77.0.4', '127.77.0.5', '127.77.0.6'],
  );
  t.true(text.includes(`host 127.77.0.2 - open ${port}`));
  t.true(text.includes(`host 127.77.0.1 - closed ${port}`));
});

test('a search ends where nothing may be sent any more', async (t) => {
  const stopped = new Error('stopped');
  const pace = paceOf(1000, signal, () => {
    throw stopped;
  });
  t.is(await t.throwsAsync(sweep(ask('127.77.1.0/29', '1'), limits, pace, signal)), stopped);
});

test('addresses of a range are all of it, each once, but its first and last', (t) => {
  fc.assert(
    fc.property(fc.integer({min: 20, max: 30}), (bits) => {
      const found = addressesOf(ask(`10.20.16.0/${bits}`, '1'));
      t.is(new Set(found).size, 2 ** (32 - bits) - 2);
      t.false(found.includes('10.20.16.0'));
    }),
  );
  t.deepEqual(addressesOf(ask('10.0.0.4/31', '1')), ['10.0.0.4', '10.0.0.5']);
});
