import test from 'ava';
import {leave} from '../../support/control-site.ts';
import type {WireAsk} from '../../../src/model/outside.ts';
import type {OutsideEntry, PlanEntry, ZonePolicy} from '../../../src/model/plan.ts';
import {askOf, outsideEntry, outsidePlan, outsidePolicy, portsAsk} from '../../support/outside.ts';
import {collectFrom, entriesFor, planOf, senderFor} from '../../support/sender.ts';
import {startRaw} from '../../support/sshd.ts';

const address = '127.0.45.1';
const control = 502;
const kept = {by: leave.by, until: leave.until, document: leave.document};
const said = [
  {do: 'send', bytes: 'x'},
  {do: 'read', end: {at: 'bytes', count: 1}},
] as const;
const at = (port: number, more: Partial<WireAsk> = {}): WireAsk => ({...askOf(port, said), ...more});

/** A plan that was changed by hand, and what it wants to send. */
interface Forged {
  readonly asks?: OutsideEntry['asks'];
  readonly policy?: Partial<ZonePolicy>;
}
const forged: Readonly<Record<string, Forged>> = {
  'a dialogue of the class read at a port of a control protocol': {asks: [at(control)]},
  'a trial at a port of a control protocol': {asks: [at(control, {class: 'trial', leave: kept})]},
  'a port of a control protocol among those that are connected to': {asks: [portsAsk([22, control, 8080])]},
  'a trial without leave': {asks: [at(8080, {class: 'trial'})]},
  'a trial with leave in a zone whose policy takes none': {
    asks: [at(8080, {class: 'trial', leave: kept})],
    policy: {activeTrials: false},
  },
  'a question for the identity of a control system without leave': {asks: [at(control, {class: 'control'})]},
  'one good question beside a bad one': {asks: [at(8080), at(control)]},
};

function sendForged(entry: PlanEntry, policy: Partial<ZonePolicy> = {}) {
  const plan = outsidePlan([], {office: {...outsidePolicy, ...policy}});
  const sender = senderFor({targets: [], plan: {...plan, entries: [entry]}, secrets: {}});
  return collectFrom(sender, [entry.key]);
}

for (const [what, {asks = [], policy}] of Object.entries(forged)) {
  test(`a forged plan cannot make it send ${what}`, async (t) => {
    const {sent, byAsk} = await sendForged(outsideEntry(`forged-${what.length}`, address, asks), policy);
    t.like(sent, {ok: false, reason: 'forbidden-by-zone'});
    t.is(byAsk.size, 0);
  });
}

test('nor a login at a port of a control protocol, on the way there neither', async (t) => {
  const server = {address, port: control, hostKeys: [], knownHosts: '', log: () => '', stop: () => Promise.resolve()};
  const [direct] = entriesFor({asset: 'forged-ssh', server, user: 'x'});
  const [beyond] = entriesFor({asset: 'forged-jump', server: {...server, port: 22}, user: 'x'});
  if (direct?.endpoint.via !== 'ssh' || beyond?.endpoint.via !== 'ssh') return t.fail();
  const jumping = {...beyond, endpoint: {...beyond.endpoint, jump: ['gate']}};
  const gate = {name: 'gate', address, port: control, credential: 'x', legacy: []};
  const sender = senderFor({targets: [], plan: planOf([direct, jumping]), secrets: {}, jumpHosts: [gate]});
  for (const {key} of [direct, jumping]) {
    const {sent} = await collectFrom(sender, [key]);
    t.like(sent, {ok: false, reason: 'forbidden-by-zone', detail: 'port 502 belongs to a control protocol'});
  }
});

test('leave that has ended by the time of sending, as of a run that is resumed later, allows nothing', async (t) => {
  let connections = 0;
  const server = await startRaw((socket) => {
    connections += 1;
    socket.end('y');
  }, address);
  t.teardown(() => server.stop());
  const ask = at(server.port, {class: 'control', leave: {...kept, until: '2026-11-26'}});
  const entry = outsideEntry('leave', address, [ask]);
  const on = async (day: string): Promise<unknown> => {
    const plan = outsidePlan([entry]);
    const sender = senderFor({targets: [], plan, secrets: {}, now: () => new Date(day)});
    return (await collectFrom(sender, [entry.key])).byAsk.get(ask.id)?.answer;
  };
  // Midnight in Tokyo, and the minute before.
  t.like(await on('2026-11-26T15:00:00Z'), {ok: false, reason: 'forbidden-by-zone'});
  t.is(connections, 0);
  t.like(await on('2026-11-26T14:59:00Z'), {ok: true});
  t.is(connections, 1);
});
