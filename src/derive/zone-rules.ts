import {z} from 'zod';
import {defineSiteFact} from '../model/derived.ts';
import {DeviceAcls} from '../model/device/index.ts';
import {Gap, type Facts} from '../model/fact.ts';
import {field, partial, whole} from '../model/probe.ts';
import {wanted} from './inputs.ts';
import {DeviceFilter} from './zone-filter.ts';
import {layoutOf, sidesOf, type Layout} from './zone-layout.ts';
import {isOpen, leaksOf, unstopped, type Router} from './zone-leaks.ts';
import {memberOf, memberReads, placed, type Member} from './zone-members.ts';
import {overlapsOf} from './zone-overlaps.ts';

const from = field(z.string(), 'From zone', '送信元の区画');
const to = field(z.string(), 'To zone', '宛先の区画');
const asset = field(z.string(), 'Asset', '資産');

const ZoneRules = z.object({
  zones: field(z.array(z.string()), 'Zones', '区画'),
  openRules: field(
    z.array(
      z.object({
        asset,
        acl: field(z.string(), 'Access list', 'アクセスリスト'),
        rule: field(z.string(), 'Rule', '規則'),
        from,
        to,
      }),
    ),
    'Rules that let from one zone into another whatever the service',
    '区画間の通信をサービスを限定せずに許可する規則',
  ),
  unfiltered: field(
    z.array(z.object({asset, from, to})),
    'Ways from one zone into another on which no filter was found',
    'フィルタを確認できない区画間の経路',
  ),
  unread: field(
    z.array(z.string()),
    'Network devices of which the access lists or the networks are not wholly known',
    'アクセスリストまたはネットワークを全ては確認できないネットワーク機器',
  ),
  apart: field(
    z.array(z.string()),
    'Zones of which it is not known that a network device divides them from the others',
    '他の区画とネットワーク機器で分けられていることを確認できない区画',
  ),
  unknownAssets: field(z.int(), 'Assets of which no network is known', 'ネットワークを確認できない資産', {
    unit: {en: 'assets', ja: '台'},
  }),
});
type ZoneRules = z.infer<typeof ZoneRules>;

interface State {
  readonly members: Member[];
  readonly acls: Map<string, Pick<Router, 'filter' | 'complete'>>;
}

function filterOf(member: Member, facts: Facts): Pick<Router, 'filter' | 'complete'> {
  const acls = wanted(facts, 'deviceAcls', DeviceAcls);
  const filter = new DeviceFilter(acls?.value ?? {acls: [], bindings: []}, member.names);
  return {filter, complete: acls?.complete === true && member.complete};
}

/** Zones that share a network with others, or that no device is known to divide from them. */
function apartOf({zones, zonesOf}: Layout, routers: readonly Router[]): string[] {
  const dividing = routers.filter(({complete, sides}) => complete && sides.length > 1);
  const divided = new Set(dividing.flatMap(({sides}) => sides));
  const shares = (networks: readonly string[]): boolean => networks.some((one) => (zonesOf.get(one)?.length ?? 0) > 1);
  const overlapping = new Set(overlapsOf(zonesOf).flatMap((overlap) => overlap.zones));
  return [...zones].flatMap(([zone, networks]) =>
    zones.size > 1 && (!divided.has(zone) || shares(networks) || overlapping.has(zone)) ? [zone] : [],
  );
}

function told(layout: Layout, routers: readonly Router[], unknownAssets: number): ZoneRules {
  const leaks = routers.flatMap((router) => leaksOf(router, layout));
  const whole = new Set(routers.flatMap(({member, complete}) => (complete ? [member.asset] : [])));
  const unclear = leaks.filter((leak) => whole.has(leak.asset) && !isOpen(leak));
  const matter = routers.filter(({member, sides}) => !member.complete || sides.length > 1);
  return {
    zones: [...layout.zones.keys()],
    openRules: leaks
      .filter(isOpen)
      .flatMap(({asset: device, from: a, to: b, rules}) =>
        (rules ?? []).map(({acl, rule}) => ({asset: device, acl, rule, from: a, to: b})),
      ),
    unfiltered: unstopped(unclear).map(({asset: device, from: a, to: b}) => ({asset: device, from: a, to: b})),
    unread: matter.flatMap(({member, complete}) => (complete ? [] : [member.asset])),
    apart: apartOf(layout, routers),
    unknownAssets,
  };
}

/**
 * What the access lists of network devices let through between zones, which are told by the addresses of the computers in
 * them. That traffic is stopped is known only where each device between zones was read, and stops it. Only IPv4; ways over
 * devices that the inventory lacks are not seen.
 */
export const zoneRules = defineSiteFact({
  scope: 'site',
  fact: 'zoneRules',
  title: {en: 'Rules between zones', ja: '区画間の規則'},
  schema: ZoneRules,
  reads: ['deviceAcls', ...memberReads],
  kinds: [],
  start: (): State => ({members: [], acls: new Map()}),
  add(state, each, facts) {
    const member = memberOf(each, facts);
    state.members.push(member);
    if (member.router) state.acls.set(each.id, filterOf(member, facts));
    return state;
  },
  finish(state) {
    const members = placed(state.members);
    const layout = layoutOf(members);
    if (layout.zonesOf.size === 0) throw new Gap('not-collected', 'no network of any asset is known');
    const routers = members.flatMap((member) => {
      const acls = state.acls.get(member.asset);
      return acls === undefined ? [] : [{member, ...acls, sides: sidesOf(member, layout)}];
    });
    const value = told(layout, routers, members.filter(({router, legs}) => !router && legs.length === 0).length);
    const {unfiltered, unread, apart, unknownAssets} = value;
    return unfiltered.length + unread.length + apart.length + unknownAssets === 0 ? whole(value) : partial(value);
  },
});
