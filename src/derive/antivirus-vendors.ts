import {z} from 'zod';
import {defineSiteFact} from '../model/derived.ts';
import {Gap} from '../model/fact.ts';
import {field, partial, whole} from '../model/probe.ts';
import {wanted} from './inputs.ts';

const Product = z.object({
  vendor: z.string(),
  running: z.boolean().nullable(),
  scheduledScan: z.boolean().nullable(),
});
const Antivirus = z.object({products: z.array(Product)});

/** A product that is installed and neither runs nor is started at times protects nothing. */
const isUsed = ({running, scheduledScan}: z.infer<typeof Product>): boolean =>
  running !== false || scheduledScan === true;

const AntivirusVendors = z.object({
  vendors: field(
    z.array(
      z.object({
        vendor: field(z.string(), 'Vendor', 'ベンダー'),
        assets: field(z.array(z.string()), 'Assets', '資産'),
      }),
    ),
    'Vendors in use',
    '使用しているベンダー',
  ),
  unknownAssets: field(z.int(), 'Assets of which it is unknown', '確認できない資産', {unit: {en: 'assets', ja: '台'}}),
});

interface State {
  readonly assetsByVendor: Map<string, string[]>;
  known: number;
  unknown: number;
}

/** Which makers' anti-malware products are in use on which assets. Incomplete when an asset could not be seen. */
export const antivirusVendors = defineSiteFact({
  scope: 'site',
  fact: 'antivirusVendors',
  title: {en: 'Anti-malware vendors of the site', ja: 'サイト全体のマルウェア対策ベンダー'},
  schema: AntivirusVendors,
  reads: ['antivirus'],
  kinds: ['server', 'terminal', 'control-pc'],
  start: (): State => ({assetsByVendor: new Map(), known: 0, unknown: 0}),
  add(state, asset, facts) {
    const antivirus = wanted(facts, 'antivirus', Antivirus);
    if (antivirus !== null) state.known += 1;
    if (!antivirus?.complete) state.unknown += 1;
    for (const vendor of new Set(antivirus?.value.products.filter(isUsed).map((product) => product.vendor))) {
      const assets = state.assetsByVendor.get(vendor);
      if (assets === undefined) state.assetsByVendor.set(vendor, [asset.id]);
      else assets.push(asset.id);
    }
    return state;
  },
  finish({assetsByVendor, known, unknown}) {
    if (known === 0 && unknown > 0) throw new Gap('not-collected', `antivirus of ${unknown} assets`);
    const vendors = Array.from(assetsByVendor, ([vendor, assets]) => ({vendor, assets: assets.toSorted()}));
    vendors.sort((a, b) => (a.vendor < b.vendor ? -1 : 1));
    const value = {vendors, unknownAssets: unknown};
    return unknown === 0 ? whole(value) : partial(value);
  },
});
