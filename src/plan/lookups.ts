import {siteId, type Inventory, type MailDomain, type Zone} from '../model/asset.ts';
import type {LookupAsk, LookupPurpose} from '../model/outside.ts';
import type {RefusalCode, ZonePolicy} from '../model/plan.ts';
import {addressesOfControllers, oneForm, reasonOf} from './refusals.ts';
import type {SweepStep} from './sweeps.ts';

const lookup = (purpose: LookupPurpose, domain: string, name: string): LookupAsk => ({
  kind: 'lookup',
  id: `${purpose}/${domain}/${name}`,
  name,
  type: purpose === 'mx' ? 'MX' : 'TXT',
  privilege: 'user',
  cost: 'cheap',
});

/** A domain and those above it but the topmost: where it has no policy of its own, that of one of them holds. RFC 7489, 6.6.3 */
function upwards(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}

function lookupsOf({domain, selectors}: MailDomain): LookupAsk[] {
  return [
    lookup('mx', domain, domain),
    lookup('spf', domain, domain),
    ...upwards(domain).map((above) => lookup('dmarc', domain, `_dmarc.${above}`)),
    ...selectors.map((selector) => lookup('dkim', domain, `${selector}._domainkey.${domain}`)),
  ];
}

const refuse = (code: RefusalCode, detail: string): SweepStep => ({
  refusal: {asset: siteId, via: 'nmap', reason: reasonOf[code], code, detail},
});

const mayAsk = (policy: ZonePolicy | undefined, approved: boolean): boolean =>
  policy !== undefined &&
  policy.via.includes('nmap') &&
  !policy.declaredPortsOnly &&
  (approved || !policy.requireApprovedPlan);

/** What a DNS server is asked about the mail domains of the site, by the rules of the first zone that allows it. */
export function planLookups(
  {site, zones, assets}: Inventory,
  policies: Readonly<Record<string, ZonePolicy>>,
  {approved, resolver}: {readonly approved: boolean; readonly resolver?: string},
): SweepStep[] {
  const asks = (site.mailDomains ?? []).flatMap(lookupsOf);
  if (asks.length === 0) return [];
  const zone: Zone | undefined = zones.find(({id}) => mayAsk(policies[id], approved));
  if (zone === undefined) return [refuse('no-lookup', '')];
  const address = site.resolver ?? resolver;
  if (address === undefined) return [refuse('no-resolver', '')];
  const controller = addressesOfControllers(assets).get(oneForm(address));
  if (controller !== undefined) return [refuse('controller-address', `${address}: ${controller}`)];
  // A server that stands in a zone is under the policy of that zone, whoever is asking.
  const owner = assets.find((asset) => oneForm(asset.address) === oneForm(address));
  if (owner !== undefined && !mayAsk(policies[owner.zone], approved)) return [refuse('no-lookup', owner.id)];
  const base = {asset: siteId, zone: zone.id, loadGroup: null, platform: siteId} as const;
  const endpoint = {via: 'nmap', address, credential: null} as const;
  return [{entry: {...base, key: `${siteId}/nmap/dns`, endpoint, talk: 'outside', asks}}];
}
