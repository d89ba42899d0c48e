import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import fc from 'fast-check';
import type {PlanEntry, ShellEntry} from '../../src/model/plan.ts';
import {isInWindow} from '../../src/plan/window.ts';
import {Gate, TransportError} from '../../src/transports/index.ts';
import {shellProgram} from '../../src/platforms/shell-script.ts';
import {officePolicy, planOf, senderFor} from '../support/sender.ts';

const folder = mkdtempSync(join(tmpdir(), 'mizumori-gate-'));
test.after.always(() => rmSync(folder, {recursive: true}));

let sites = 0;

function entry(asset: string, more: Partial<ShellEntry> = {}): ShellEntry {
  return {
    key: `${asset}/ssh/user`,
    asset,
    zone: 'office',
    loadGroup: null,
    platform: 'linux',
    endpoint: {via: 'ssh', address: '127.0.0.1', port: 22, credential: 'c', jump: [], legacy: []},
    batch: 'user',
    talk: 'shell',
    program: shellProgram('none'),
    slots: [],
    ...more,
  };
}

interface GateInput {
  readonly entries: readonly PlanEntry[];
  readonly window?: string;
  readonly now?: () => Date;
  readonly killSwitch?: string;
  readonly signal?: AbortSignal;
  readonly gapMs?: number;
  readonly connectsPerSecond?: number;
  readonly site?: string;
}

function gateOf(input: GateInput): Gate {
  const plan = planOf(input.entries, {office: input.window ?? null});
  const {gapMs = 0, connectsPerSecond = 1000} = input;
  return new Gate({
    plan: {...plan, policies: {office: {...officePolicy, gapMs, connectsPerSecond}}},
    site: input.site ?? `site ${process.pid} ${sites++}`,
    isInWindow,
    killSwitches: input.killSwitch === undefined ? [] : [input.killSwitch],
    signal: input.signal ?? new AbortController().signal,
    now: input.now ?? (() => new Date()),
  });
}

async function aborted(signal: AbortSignal): Promise<unknown> {
  for (let waited = 0; !signal.aborted && waited < 2000; waited += 10) await sleep(10);
  return signal.reason;
}

test('outside of its window nothing is sent; when the window closes, what runs is stopped', async (t) => {
  let now = new Date('2026-11-22T12:59:00Z');
  const only = entry('a');
  const gate = gateOf({entries: [only], window: '22:00-05:00', now: () => now});
  const error = await t.throwsAsync(gate.enter(only), {instanceOf: TransportError});
  t.is(error.reason, 'out-of-window', '21:59 in Tokyo');
  now = new Date('2026-11-22T13:00:00Z');
  const permit = await gate.enter(only);
  t.false(permit.signal.aborted);
  now = new Date('2026-11-22T20:00:00Z');
  t.like(await aborted(permit.signal), {reason: 'out-of-window'});
  permit.release();
});

test('a kill switch file stops what runs within half a second, and lets nothing begin', async (t) => {
  const killSwitch = join(folder, 'STOP');
  const entries = ['a', 'b', 'c'].map((asset) => entry(asset));
  const gate = gateOf({entries, killSwitch});
  const permits = await Promise.all(entries.slice(0, 2).map((each) => gate.enter(each)));
  const at = Date.now();
  writeFileSync(killSwitch, '');
  for (const permit of permits) t.like(await aborted(permit.signal), {reason: 'stopped'});
  t.true(Date.now() - at < 1000);
  const [, , third] = entries;
  if (third) await t.throwsAsync(gate.enter(third), {message: 'the kill switch is set'});
  for (const permit of permits) permit.release();
});

test('a kill switch is also seen by those who wait for their load group', async (t) => {
  const killSwitch = join(folder, 'STOP-group');
  const [one, two] = [entry('a', {loadGroup: 'pair'}), entry('b', {loadGroup: 'pair'})];
  const gate = gateOf({entries: [one, two], killSwitch});
  const permit = await gate.enter(one);
  const waiting = gate.enter(two);
  writeFileSync(killSwitch, '');
  await t.throwsAsync(waiting, {message: 'the kill switch is set'});
  permit.release();
});

test('a stop by the user ends what runs and what waits', async (t) => {
  const stop = new AbortController();
  const [one, two] = [entry('a', {loadGroup: 'pair'}), entry('b', {loadGroup: 'pair'})];
  const gate = gateOf({entries: [one, two], signal: stop.signal});
  const permit = await gate.enter(one);
  const waiting = gate.enter(two);
  stop.abort();
  await t.throwsAsync(waiting, {message: 'the run was stopped'});
  t.like(await aborted(permit.signal), {reason: 'stopped'});
  permit.release();
});

test('two conversations with one asset keep the gap of the zone between them', async (t) => {
  const only = entry('a');
  const gate = gateOf({entries: [only], gapMs: 300});
  (await gate.enter(only)).release();
  const at = Date.now();
  (await gate.enter(only)).release();
  t.true(Date.now() - at >= 290);
});

test('two conversations with one asset together keep the pace of connections that the zone allows', async (t) => {
  const only = entry('a');
  const gate = gateOf({entries: [only], connectsPerSecond: 4});
  (await gate.enter(only)).release();
  const at = Date.now();
  (await gate.enter(only)).release();
  t.true(Date.now() - at >= 240);
});

test('a way that the policy of the zone does not allow is refused', async (t) => {
  const only = entry('a', {zone: 'nowhere'});
  const error = await t.throwsAsync(gateOf({entries: [only]}).enter(only), {instanceOf: TransportError});
  t.is(error.reason, 'forbidden-by-zone');
});

test('however many want to talk: one conversation an asset, one asset a load group, also for two gates of one site', async (t) => {
  const visit = fc.record({
    asset: fc.constantFrom('a', 'b', 'c', 'd'),
    gate: fc.nat(1),
    heldMs: fc.nat(8),
    startMs: fc.nat(8),
  });
  const groups: Readonly<Record<string, string | null>> = {a: 'pair', b: 'pair', c: null, d: null};
  await fc.assert(
    fc.asyncProperty(fc.array(visit, {minLength: 2, maxLength: 8}), async (visits) => {
      const entries = Object.entries(groups).map(([asset, loadGroup]) => entry(asset, {loadGroup}));
      const site = `site ${process.pid} ${sites++}`;
      const gates = [gateOf({entries, site}), gateOf({entries, site})];
      const open = new Map<string, number>();
      const count = (name: string, by: number): number => {
        open.set(name, (open.get(name) ?? 0) + by);
        return open.get(name) ?? 0;
      };
      await Promise.all(
        visits.map(async ({asset, gate, heldMs, startMs}) => {
          const wanted = entries.find((each) => each.asset === asset);
          if (wanted === undefined) return t.fail();
          const names = [asset, ...(wanted.loadGroup === null ? [] : [`group ${wanted.loadGroup}`])];
          await sleep(startMs);
          const permit = await gates[gate]?.enter(wanted);
          for (const name of names) t.is(count(name, 1), 1, name);
          await sleep(heldMs);
          for (const name of names) count(name, -1);
          permit?.release();
        }),
      );
    }),
    {numRuns: 12},
  );
});

test('what is not in the plan cannot be sent', async (t) => {
  const sender = senderFor({targets: [], plan: planOf([]), secrets: {}});
  await t.throwsAsync(
    sender.send(['a/ssh/user'], new Set(), () => t.fail()),
    {message: 'not in the plan: a/ssh/user'},
  );
});
