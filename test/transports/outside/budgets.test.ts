import {createServer, type AddressInfo, type Server} from 'node:net';
import test from 'ava';
import fc from 'fast-check';
import type {OutsideEntry, ZonePolicy} from '../../../src/model/plan.ts';
import {askOf, outsideEntry, outsidePlan, outsidePolicy, portsAsk} from '../../support/outside.ts';
import {senderFor} from '../../support/sender.ts';

/** What servers see of one conversation: which asset, which of its conversations, when connections begin and end. */
interface Seen {
  readonly asset: string;
  readonly conversation: string;
  readonly kind: 'begin' | 'end';
  readonly at: number;
}

const seen: Seen[] = [];
const servers: Server[] = [];
const assets = ['a', 'b', 'c', 'd'];
const addressOf = (asset: string): string => `127.0.41.${10 + assets.indexOf(asset)}`;
/** Ports of an asset, by the conversation that goes to them. */
const ports = new Map<string, number[]>();

/** Keeps a connection open until the other side ends it, and answers each message. */
async function serve(asset: string, conversation: string): Promise<void> {
  const name = `${asset} ${conversation}`;
  const server = createServer({allowHalfOpen: true}, (socket) => {
    const note = (kind: Seen['kind']): void => void seen.push({asset, conversation: name, kind, at: performance.now()});
    note('begin');
    socket
      .on('error', () => undefined)
      .on('data', () => socket.write('well\n'))
      .on('end', () => {
        note('end');
        socket.end();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, addressOf(asset), resolve));
  servers.push(server);
  ports.set(name, [...(ports.get(name) ?? []), (server.address() as AddressInfo).port]);
}

test.before(async () => {
  for (const asset of assets)
    for (const conversation of ['first', 'second']) for (let i = 0; i < 4; i += 1) await serve(asset, conversation);
});
test.after.always(() => servers.forEach((server) => server.close()));

const limits = fc.record({
  connectsPerSecond: fc.constantFrom(40, 100, 250),
  connectsAtOnce: fc.integer({min: 1, max: 4}),
  gapMs: fc.constantFrom(0, 30),
});
const world = fc.record({
  zones: fc.tuple(limits, limits),
  assets: fc.array(fc.record({group: fc.constantFrom(null, 'pair', 'host'), zone: fc.nat(1)}), {
    minLength: assets.length,
    maxLength: assets.length,
  }),
});

type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

const question = askOf(0, [
  {do: 'send', bytes: 'how are you\\n'},
  {do: 'read', end: {at: 'line', like: '.'}},
]);

interface Placed {
  readonly asset: string;
  readonly loadGroup: string | null;
  readonly policy: ZonePolicy;
}

function entriesOf({asset, loadGroup}: Placed, zone: string): OutsideEntry[] {
  return ['first', 'second'].map((conversation) => {
    const open = ports.get(`${asset} ${conversation}`) ?? [];
    const [one = 0] = open;
    const asks = [portsAsk(open), {...question, id: `test@tcp/${one}`, port: one}];
    const key = `${asset}/nmap/${conversation}`;
    return outsideEntry(asset, addressOf(asset), asks, {key, zone, loadGroup});
  });
}

/** Most connections that were open at once. */
function atOnce(events: readonly Seen[]): number {
  let [open, most] = [0, 0];
  for (const {kind} of events) {
    open += kind === 'begin' ? 1 : -1;
    most = Math.max(most, open);
  }
  return most;
}

/** Names in the order in which they come, each run of one name once. */
const runs = (names: readonly string[]): string[] => names.filter((name, index) => name !== names[index - 1]);

let sites = 0;

test('however many talk at once: one conversation a load group and an asset, and no more connections than its policy allows', async (t) => {
  const check = async ({zones, assets: placed}: World): Promise<void> => {
    const policies = Object.fromEntries(zones.map((zone, index) => [`z${index}`, {...outsidePolicy, ...zone}]));
    const all = placed.map(({group, zone}, index): Placed & {zone: string} => ({
      asset: assets[index] ?? '',
      loadGroup: group,
      zone: `z${zone}`,
      policy: policies[`z${zone}`] ?? outsidePolicy,
    }));
    const entries = all.flatMap((each) => entriesOf(each, each.zone));
    const site = `budgets ${process.pid} ${sites++}`;
    const sender = senderFor({targets: [], plan: outsidePlan(entries, policies), secrets: {}, site});
    seen.length = 0;
    const start = performance.now();
    const sent = await Promise.all(entries.map(({key}) => sender.send([key], new Set(), () => undefined)));
    t.true(sent.every(({ok}) => ok));
    for (const {asset, policy} of all) {
      const own = seen.filter((each) => each.asset === asset);
      const begins = own.filter(({kind}) => kind === 'begin');
      t.is(begins.length, 10, 'each port once, and each question');
      t.true(atOnce(own) <= policy.connectsAtOnce, `${asset}: at once`);
      t.is(runs(own.map(({conversation}) => conversation)).length, 2, `${asset}: one conversation after the other`);
      for (const [index, {at}] of begins.entries())
        t.true(at - start >= (index * 1000) / policy.connectsPerSecond, `${asset}: connection ${index} came too soon`);
    }
    for (const group of ['pair', 'host']) {
      const members = new Set(all.filter(({loadGroup}) => loadGroup === group).map(({asset}) => asset));
      const own = seen.filter(({asset}) => members.has(asset)).map(({conversation}) => conversation);
      t.is(runs(own).length, 2 * members.size, `${group}: one conversation after the other`);
    }
  };
  await fc.assert(fc.asyncProperty(world, check), {numRuns: 6});
});
