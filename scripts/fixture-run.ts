/**
 * Wrote `test/fixtures/runs/v1`: a run of four example assets, answered from recordings. A folder of an older schema is
 * never written anew: it shows that what users have kept stays readable. `node build/scripts/fixture-run.js FOLDER`
 */
import {cpSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {collect} from '../src/collect.ts';
import {identification} from '../src/devices.ts';
import {
  judge,
  loadKnowledge,
  parseKnownHosts,
  platforms,
  toolVersion,
  type Knowledge,
  type LoadedInventory,
} from '../src/index.ts';
import {parseInventory} from '../src/inventory/load.ts';
import {askId, askText} from '../src/model/ask.ts';
import type {Exchange} from '../src/model/evidence.ts';
import type {Overlay} from '../src/model/overlay.ts';
import {packageRoot} from '../src/model/paths.ts';
import {entryAsks, type Plan} from '../src/model/plan.ts';
import {buildPlan} from '../src/plan/index.ts';
import {probes} from '../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../src/recording.ts';
import {startRun} from '../src/start.ts';
import type {Sender} from '../src/transports/index.ts';

const at = '2026-11-22T22:00:00.000Z';
const facts = new Set(['os', 'accounts', 'passwords', 'passwordPolicy', 'sshd', 'listeners', 'packages', 'firewall']);
facts.add('timeSync');

const recordings: Readonly<Record<string, readonly string[]>> = {
  'srv-billing': ['servers-hardened', 'accounts-hardened', 'software-default'],
  'srv-ledger': ['servers-weak', 'accounts-weak', 'software-legacy'],
};

const inventory = `
site: {name: 見本市水道局, timezone: Asia/Tokyo}
credentials:
  scan: {user: scan, key: "file:/etc/mizumori/id_ed25519", sudo: nopasswd}
zones:
  - {id: office, policy: office}
  - {id: control, policy: control, window: "01:00-04:00"}
groups:
  linux: {platform: linux, access: [{via: ssh, credential: scan}]}
assets:
  - id: srv-billing
    name: 料金サーバー
    kind: server
    zone: office
    group: linux
    address: 192.0.2.11
    system: metering-billing
    assetNo: "0001"
    location: 本庁舎 電算室
    vendor: 見本電機
    model: MD-2200
    serial: SN-00871234
    manager: 営業課 水道花子
    services: {allow: [tcp/22, tcp/443]}
  - id: srv-ledger
    name: 給水台帳サーバー
    kind: server
    zone: office
    group: linux
    address: ledger.suido.example.jp
    system: service-ledger
    exposure: office
    serial: SN-00874321
    manager: 給水課 水道太郎
    users: [給水課, 水道次郎]
    identity: {machineId: 4f1c0a7be2d94c0f8a53b1c7d2e6f980, macs: ["00:00:5e:00:53:10"]}
    formerIds: [ledger-old]
    services: {allow: [tcp/22]}
  - id: srv-mail
    name: メールサーバー
    kind: server
    zone: office
    group: linux
    address: 192.0.2.13
    exposure: internet
  - id: scada-01
    name: 監視制御端末1号
    kind: control-pc
    zone: control
    group: linux
    address: 198.51.100.11
    system: monitoring-control
    manager: 浄水課
`;

function load(knowledge: Knowledge): LoadedInventory {
  const known = {
    platforms: platforms.map(({id}) => id),
    policies: knowledge.data.zonePolicies.map(({id}) => id),
    antivirus: [],
    services: [],
  };
  return parseInventory([{path: 'inventory.yaml', bytes: Buffer.from(inventory)}], known);
}

function planOf({inventory: assets}: LoadedInventory, {data}: Knowledge): Plan {
  return buildPlan({
    inventory: assets,
    probes: probes.filter(({fact}) => facts.has(fact)),
    platforms,
    policies: data.zonePolicies,
    forbiddenPorts: new Set(),
    only: null,
    approved: false,
    today: at.slice(0, 10),
  });
}

/** What the recordings of one host say to an ask. The first recording that knows it is heard. */
function recorded(asset: string): Map<string, Exchange> {
  const names = recordings[asset] ?? [];
  const all = names.flatMap((name) => exchangesOf(loadRecording(`linux/debian-12_${name}`)));
  return new Map(all.toReversed().map((exchange) => [exchange.ask, exchange]));
}

/** Files that a pattern was found to match. */
function expanded({ask, answer}: Exchange): string[] {
  if (!ask.startsWith('files:') || !answer.ok) return [];
  return answer.body.split('\n').flatMap((line) => (line.startsWith('r ') ? [line.slice(2)] : []));
}

/** Answers from recordings, in the order of the plan; a host without any is not there. */
function replay(plan: Plan): Sender {
  return {
    send: (keys, _answered, onExchanges) => {
      const entry = plan.entries.find(({key}) => key === keys[0]);
      if (entry === undefined) throw new Error(`not in the plan: ${keys.join()}`);
      const answers = recorded(entry.asset);
      if (answers.size === 0) {
        return Promise.resolve({ok: false, reason: 'unreachable', detail: 'connect ECONNREFUSED 192.0.2.13:22'});
      }
      for (const ask of entryAsks(entry)) {
        const exchange = answers.get(askId(ask));
        if (exchange === undefined) continue;
        const files = expanded(exchange).flatMap((path) => {
          const file = answers.get(`file:${path}`);
          return file === undefined ? [] : [{...file, request: path}];
        });
        const request = askText(ask);
        onExchanges([{...exchange, request}, ...files].map((one) => ({...one, sentAt: at, receivedAt: at})));
      }
      return Promise.resolve({ok: true});
    },
  };
}

/** The small checks folder that the run is judged by, with today's reference data. */
export function smallChecks(): {readonly folder: string; readonly remove: () => void} {
  const folder = mkdtempSync(join(tmpdir(), 'mizumori-checks-'));
  cpSync(join(packageRoot, 'test/fixtures/checks'), folder, {recursive: true});
  cpSync(join(packageRoot, 'checks/data'), join(folder, 'data'), {recursive: true});
  return {folder, remove: () => rmSync(folder, {recursive: true})};
}

const overlay: Overlay = {waivers: [], attestations: []};

/** Makes the run, judged by the small checks. @throws when the folder exists */
export async function makeRun(folder: string): Promise<void> {
  const {folder: checks, remove} = smallChecks();
  const knowledge = await loadKnowledge(checks);
  const loaded = load(knowledge);
  const plan = planOf(loaded, knowledge);
  const now = (): Date => new Date(at);
  const ignore = (): void => undefined;
  const run = startRun(
    {
      loaded,
      knowledge,
      profile: 'scheduled',
      plan,
      overlay,
      knownHosts: parseKnownHosts(''),
      folder,
      resume: false,
      concurrency: 1,
      offline: null,
      stored: new Map(),
      signal: new AbortController().signal,
      now,
      onProgress: ignore,
      onClosed: ignore,
    },
    loaded.inventory.assets,
  );
  await collect({
    folder,
    run: run.id,
    tool: toolVersion,
    redactor: '1',
    plan,
    assets: loaded.inventory.assets.map(({id}) => id),
    stored: () => [],
    sender: replay(plan),
    identification,
    concurrency: 1,
    now,
    onProgress: ignore,
    onClosed: ignore,
    stop: ignore,
  });
  judge({
    knowledge,
    folder,
    overlay,
    out: folder,
    profile: 'scheduled',
    asOf: at,
    finishedAt: '2026-11-22T22:01:30.000Z',
  });
  remove();
}

const [, script, target] = process.argv;
if (script?.endsWith('fixture-run.js') && target !== undefined) await makeRun(target);
