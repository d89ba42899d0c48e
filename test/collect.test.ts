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

/** Options for a sender that stands in for all hosts. */
function optionsFor(path: string, sender: Sender): CollectOptions {
  return {
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
    await collect(optionsFor(path, sender));
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

test('so many assets are asked at a time, and never more', async (t) => {
  const {path, remove} = temporaryFolder();
  mkdirSync(join(path, 'evidence'));
  const assets = Array.from({length: 11}, (_, index) => `sw-${index}`);
  const entries = assets.map((asset) => ({...entry, asset, key: `${asset}/snmp/unknown`}));
  const waiting: (() => void)[] = [];
  const asked: string[] = [];
  let most = 0;
  const sender: Sender = {
    send(keys) {
      asked.push(...keys);
      return new Promise((resolve) => {
        waiting.push(() => resolve({ok: true}));
        most = Math.max(most, waiting.length);
      });
    },
  };
  try {
    const collecting = collect({...optionsFor(path, sender), plan: {...plan, entries}, assets, concurrency: 4});
    const counts: number[] = [];
    while (asked.length < assets.length || waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      counts.push(waiting.length);
      waiting.shift()?.();
    }
    await collecting;
    t.is(most, 4);
    t.deepEqual(counts, [4, 4, 4, 4, 4, 4, 4, 4, 3, 2, 1], 'whoever is done makes room for one more at once');
    t.deepEqual(asked.sort(), entries.map(({key}) => key).sort());
  } finally {
    remove();
  }
});
