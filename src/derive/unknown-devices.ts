import {z} from 'zod';
import type {Asset} from '../model/asset.ts';
import {defineSiteFact} from '../model/derived.ts';
import type {GapReason} from '../model/evidence.ts';
import {ArpTable, BridgeTable, DeviceNeighbors} from '../model/device/index.ts';
import {Gap, type Facts} from '../model/fact.ts';
import {field, partial, whole} from '../model/probe.ts';
import {wanted} from './inputs.ts';
import {presenceOf} from './known-addresses.ts';

const Seen = z.object({
  key: field(z.string(), 'MAC address or name', 'MACアドレス・名前'),
  addresses: field(z.array(z.string()), 'Addresses', 'アドレス'),
  names: field(z.array(z.string()), 'Names it gives itself', '自称する名前'),
  seenBy: field(z.array(z.string()), 'Seen by', '検知した機器・ポート'),
  randomised: field(z.boolean(), 'MAC address made up by the device', '端末が生成したMACアドレス'),
});
type Seen = z.infer<typeof Seen>;

const UnknownDevices = z.object({
  devices: field(z.array(Seen), 'Devices that the inventory does not know', 'インベントリにない機器'),
  possible: field(
    z.array(Seen),
    'Devices that may be a further port of a known one',
    '既知の機器の別ポートの可能性がある機器',
  ),
  tables: field(z.int(), 'Tables read', '確認したテーブル数'),
  unread: field(z.array(z.string()), 'Network devices without a table', 'テーブルを取得できない機器'),
});

const SweptHosts = z.object({hosts: z.array(z.object({address: z.string(), mac: z.string().nullable()}))});

interface Sighting {
  readonly addresses: Set<string>;
  readonly names: Set<string>;
  readonly seenBy: Set<string>;
}

interface State {
  readonly macs: Set<string>;
  readonly addresses: Set<string>;
  readonly names: Set<string>;
  readonly seen: Map<string, Sighting>;
  /** Assets whose MAC addresses are not all known. */
  obscure: number;
  tables: number;
  readonly unread: string[];
  /** Something may have been seen that is not kept: too much of it, or a table that was not read to its end. */
  cut: boolean;
}

/** Most devices kept for one site, and most places one was seen at. */
const most = 20_000;
const places = 5;

function note(state: State, key: string, more: {address?: string; name?: string | null; by: string}): void {
  if (!state.seen.has(key) && state.seen.size >= most) {
    state.cut = true;
    return;
  }
  const sighting = state.seen.get(key) ?? {addresses: new Set(), names: new Set(), seenBy: new Set()};
  if (more.address !== undefined) sighting.addresses.add(more.address);
  if (typeof more.name === 'string') sighting.names.add(more.name);
  if (sighting.seenBy.size < places) sighting.seenBy.add(more.by);
  state.seen.set(key, sighting);
}

/** Group addresses, and those that redundant gateways share (RFC 5798 7.3, HSRP, GLBP). */
function isShared(mac: string): boolean {
  const group = (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1;
  return group || /^(?:00:00:5e:00:0[12]:|00:00:0c:07:ac:|00:00:0c:9f:f|00:05:73:a0:0|00:07:b4:0)/.test(mac);
}

const isRandomised = (mac: string): boolean => (Number.parseInt(mac.slice(0, 2), 16) & 2) === 2;

const withoutTable = new Set<GapReason>(['unsupported', 'not-collected']);
const tables = ['arpTable', 'bridgeTable', 'deviceNeighbors'] as const;

/** Whether a table is there that was not read, or not to its end. A device that has no such table says so. */
function lacksRows(facts: Facts): boolean {
  return tables.some((name) => {
    const fact = facts[name];
    if (fact === undefined) return false;
    return fact.state === 'known' ? !fact.complete : fact.state === 'fault' || !withoutTable.has(fact.reason);
  });
}

/** @returns how many tables the asset gave */
function readTables(state: State, asset: Asset, facts: Facts): number {
  const [arp, bridge] = [wanted(facts, 'arpTable', ArpTable), wanted(facts, 'bridgeTable', BridgeTable)];
  const neighbors = wanted(facts, 'deviceNeighbors', DeviceNeighbors);
  for (const {mac, address, interface: port} of arp?.value.entries ?? []) {
    if (!isShared(mac)) note(state, mac, {address, by: [asset.id, port ?? ''].join(' ').trim()});
  }
  for (const {mac, port, learnt} of bridge?.value.entries ?? []) {
    if (learnt && !isShared(mac)) note(state, mac, {by: `${asset.id} ${port}`});
  }
  for (const {mac, name, addresses, localPort} of neighbors?.value.neighbors ?? []) {
    const key = mac ?? name ?? addresses[0];
    if (key === undefined) continue;
    const by = `${asset.id} ${localPort}`;
    note(state, key, {name, by});
    for (const address of addresses) note(state, key, {address, name, by});
  }
  return [arp, bridge, neighbors].filter((table) => table !== null).length;
}

/** @returns whether addresses were looked at that the inventory lacks */
function readSweep(state: State, site: Facts): boolean {
  const swept = wanted(site, 'sweptHosts', SweptHosts);
  for (const {address, mac} of swept?.value.hosts ?? []) note(state, mac ?? address, {address, by: 'mizumori'});
  if (swept?.complete === false) state.cut = true;
  return swept !== null;
}

function isKnown(state: State, key: string, {addresses, names}: Sighting): boolean {
  if (state.macs.has(key) || [...addresses].some((address) => state.addresses.has(address))) return true;
  return [...names].some((name) => state.names.has(name.toLowerCase()) || state.names.has(shortName(name)));
}

const shortName = (name: string): string => name.toLowerCase().split('.')[0] ?? '';

function sorted(set: ReadonlySet<string>): string[] {
  return [...set].sort();
}

function unknownOf(state: State): {readonly devices: Seen[]; readonly possible: Seen[]} {
  const strangers = [...state.seen].filter(([key, sighting]) => !isKnown(state, key, sighting));
  const all = strangers
    .map(([key, {addresses, names, seenBy}]) => ({
      key,
      addresses: sorted(addresses),
      names: sorted(names),
      seenBy: sorted(seenBy),
      randomised: /^[0-9a-f]{2}:/.test(key) && isRandomised(key),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  // A bare MAC address may be a port of an asset that did not tell all of its own.
  const isSure = ({addresses, names}: Seen): boolean => state.obscure === 0 || addresses.length > 0 || names.length > 0;
  return {devices: all.filter(isSure), possible: all.filter((one) => !isSure(one))};
}

/**
 * Devices in the ARP, forwarding and neighbour tables of network devices, and at addresses that were searched, that no asset of the inventory answers for: by
 * MAC address, by IP address, or by name.
 */
export const unknownDevices = defineSiteFact({
  scope: 'site',
  fact: 'unknownDevices',
  title: {en: 'Devices that nobody declared', ja: '承認されていない機器'},
  schema: UnknownDevices,
  reads: ['arpTable', 'bridgeTable', 'device', 'deviceInterfaces', 'deviceNeighbors', 'devicePorts', 'interfaces'],
  kinds: [],
  start: (): State => ({
    macs: new Set(),
    addresses: new Set(),
    names: new Set(),
    seen: new Map(),
    obscure: 0,
    tables: 0,
    unread: [],
    cut: false,
  }),
  add(state, asset, facts) {
    const {macs, addresses, names, complete} = presenceOf(asset, facts);
    for (const mac of macs) state.macs.add(mac);
    for (const address of addresses) state.addresses.add(address.split('/')[0] ?? '');
    for (const name of names) state.names.add(name);
    if (!complete) state.obscure += 1;
    const given = readTables(state, asset, facts);
    state.tables += given;
    if (asset.kind === 'network-device') {
      if (given === 0) state.unread.push(asset.id);
      state.cut ||= lacksRows(facts);
    }
    return state;
  },
  finish(state, site) {
    const swept = readSweep(state, site);
    if (state.tables === 0 && !swept)
      throw new Gap('not-collected', 'no ARP, forwarding or neighbour table was read, and no range was searched');
    const value = {...unknownOf(state), tables: state.tables, unread: state.unread.toSorted()};
    const complete = value.possible.length === 0 && value.unread.length === 0 && !state.cut;
    return complete ? whole(value) : partial(value);
  },
});
