import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {collect, type CollectOptions} from '../src/collect.ts';
import {identification} from '../src/devices.ts';
import {get, walk} from '../src/model/ask.ts';
import {successAnswer} from '../src/model/evidence.ts';
import type {Plan, SnmpEntry} from '../src/model/plan.ts';
import type {NewExchange, Sender, Sent} from '../src/transports/index.ts';
import {temporaryFolder} from './support/sshd.ts';

const at = '2027-03-01T00:00:00.000Z';
const asks = [get('snmp:one', ['1.3.6.1.2.1.1.5.0']), walk('snmp:table', ['1.3.6.1.2.1.2.2'])];
const entry: SnmpEntry = {
  key: 'sw/snmp/unknown',
  asset: 'sw',
  zone: 'office',
  loadGroup: null,
  platform: 'unknown',
  endpoint: {via: 'snmp', address: '127.0.0.1', port: 161, credential: 'mon'},
  talk: 'snmp',
  asks,
};
const plan: Plan = {
  schema: 1,
  entries: [entry],
  refusals: [],
  policies: {},
  windows: {},
  timezone: 'Asia/Tokyo',
  digest: 'd',
};

function exchange(ask: string, cut: boolean): NewExchange {
  const answer = successAnswer('.1 = STRING: x', {cut});
  return {ask, request: ask, via: 'snmp', privilege: 'user', sentAt: at, receivedAt: at, answer};
}

const stopped: Sent = {ok: false, reason: 'stopped', detail: 'the run was stopped'};

test('a table that was being read when the run was stopped is read again when it goes on', async (t) => {
  const {path, remove} = temporaryFolder();
  mkdirSync(join(path, 'evidence'));
  const answeredBefore: string[][] = [];
  const run = async (told: readonly NewExchange[], sent: Sent): Promise<void> => {
    const sender: Sender = {
      send(_keys, answered, onExchanges) {
        answeredBefore.push([...answered]);
        onExchanges(told);
        return Promise.resolve(sent);
      },
    };
    const options: CollectOptions = {
      folder: path,
      run: 'r',
      tool: 't',
      redactor: '1',
      plan,
      assets: ['sw'],
      stored: () => [],
      sender,
      identification,
      concurrency: 1,
      now: () => new Date(at),
      onProgress: () => undefined,
      onClosed: () => undefined,
      stop: () => undefined,
    };
    await collect(options);
  };
  try {
    await run([exchange('snmp:one', false), exchange('snmp:table', true)], stopped);
    await run([exchange('snmp:table', false)], {ok: true});
    await run([], {ok: true});
    t.deepEqual(answeredBefore, [[], ['snmp:one']]);
  } finally {
    remove();
  }
});
