import {z} from 'zod';
import type {LifecycleCycle, LifecycleProduct} from '../model/data.ts';
import {defineAssetFact} from '../model/derived.ts';
import {Device} from '../model/device/index.ts';
import {Gap, type Facts} from '../model/fact.ts';
import {field, partial, whole, type Parsed} from '../model/probe.ts';
import {need, wanted} from './inputs.ts';

const Os = z.object({id: z.string(), versionId: z.string().nullable(), prettyName: z.string()});
type Os = z.infer<typeof Os>;

const Support = z.object({
  product: field(z.string(), 'Product', '製品'),
  cycle: field(z.string(), 'Release', 'リリース'),
  endOfStandardSupport: field(z.iso.datetime().nullable(), 'End of standard support', '標準サポート終了'),
  endOfExtendedSupport: field(z.iso.datetime().nullable(), 'End of extended support', '延長サポート終了'),
  extendedPaid: field(z.boolean().nullable(), 'Extended support', '延長サポート', {
    values: {
      true: {en: 'needs a contract', ja: '有償契約が必要'},
      false: {en: 'free of charge', ja: '無償'},
      null: {en: 'none', ja: 'なし'},
    },
  }),
  source: field(z.string(), 'Source', '出典'),
});

function matches(product: LifecycleProduct, os: Os): boolean {
  return product.osId === os.id && (product.namePrefix === null || os.prettyName.startsWith(product.namePrefix));
}

function cycleOf(product: LifecycleProduct, version: string): LifecycleCycle | undefined {
  const wanted = version.split('.').slice(0, product.versionParts).join('.');
  return product.cycles.find(({cycle}) => cycle === wanted);
}

/** `17.3` of `17.03.04a`, `21.4` of `21.4R3-S5`: the numbers in front, without leading zeros. */
function numbersOf(version: string): string {
  return (version.match(/\d{1,9}/g) ?? []).map(Number).join('.');
}

const numbered = (device: Device): Os | null =>
  device.os === null
    ? null
    : {
        id: device.os,
        versionId: device.version === null ? null : numbersOf(device.version),
        prettyName: [device.osName ?? device.os, device.version ?? ''].join(' ').trim(),
      };

/** The operating system by os-release, or that of a device by its firmware. @throws Gap */
function systemOf(facts: Facts): Parsed<Os> {
  const device = wanted(facts, 'device', Device);
  const firmware = device === null ? null : numbered(device.value);
  if (facts['os']?.state === 'known' || device === null) return need(facts, 'os', Os);
  if (firmware === null) throw new Gap('unsupported', 'it is not known what the device runs');
  return {value: firmware, complete: device.complete};
}

/** The last moment of a day of the makers' calendars, read as UTC. */
const endOfDay = (date: string): string => `${date}T23:59:59.999Z`;

/** Until when the maker supports the operating system: from os-release or the firmware, and `checks/data/lifecycle.yaml`, without the clock. */
export const support = defineAssetFact({
  scope: 'asset',
  fact: 'support',
  title: {en: 'Support of the operating system', ja: 'OSのサポート期限'},
  schema: Support,
  reads: ['device', 'os'],
  derive(facts, {lifecycle, sources}) {
    const {value: os, complete} = systemOf(facts);
    const product = lifecycle.find((candidate) => matches(candidate, os));
    const cycle = os.versionId === null ? undefined : product && cycleOf(product, os.versionId);
    if (product === undefined || cycle === undefined) {
      throw new Gap('unsupported', `no end of support is known for ${os.prettyName}`);
    }
    const source = sources[cycle.source];
    const value = {
      product: product.name.en,
      cycle: cycle.cycle,
      endOfStandardSupport: endOfDay(cycle.standard),
      endOfExtendedSupport: cycle.extended === null ? null : endOfDay(cycle.extended.until),
      extendedPaid: cycle.extended?.paid ?? null,
      source: `${product.policy} (${source?.title ?? cycle.source}, ${source?.date ?? ''})`,
    };
    return complete ? whole(value) : partial(value);
  },
});
