import {z} from 'zod';
import type {Asset, Installed} from '../model/asset.ts';
import type {ReferenceData} from '../model/data.ts';
import {defineAssetFact, type DerivedValue} from '../model/derived.ts';
import {Device} from '../model/device/index.ts';
import {Gap, type Facts} from '../model/fact.ts';
import {field, partial, whole, type Parsed} from '../model/probe.ts';
import {need, wanted} from './inputs.ts';
import {termsNamed, termsOfOs, termsOfWindows, type Term} from './lifecycle-terms.ts';
import {WindowsOs} from './windows-os.ts';
import {windowsNamed, windowsObserved, windowsScanned} from './windows-releases.ts';

const Os = z.object({id: z.string(), versionId: z.string().nullable(), prettyName: z.string()});

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
  endOfPaidUpdates: field(z.iso.datetime().nullable(), 'End of paid updates', '有償更新の提供終了'),
  freeUntil: field(z.iso.datetime(), 'Mended without a contract until', '契約不要のサポート期限'),
  freeUntilAtMost: field(
    z.iso.datetime(),
    'The same, for the edition mended longest',
    '同・最も長いエディションの場合',
  ),
  source: field(z.string(), 'Source', '出典'),
});
type Support = z.infer<typeof Support>;

/** What was observed to run: its name, and how long that may be supported; several where the edition is not known. */
interface Seen {
  readonly name: string;
  readonly terms: readonly Term[];
  readonly complete: boolean;
}

/** `17.3` of `17.03.04a`, `21.4` of `21.4R3-S5`: the numbers in front, without leading zeros. */
function numbersOf(version: string): string {
  return (version.match(/\d{1,9}/g) ?? []).map(Number).join('.');
}

function ofDevice({value: device, complete}: Parsed<Device>, data: ReferenceData): Seen {
  if (device.os === null) throw new Gap('unsupported', 'it is not known what the device runs');
  const name = [device.osName ?? device.os, device.version ?? ''].join(' ').trim();
  const {os: id, version} = device;
  if (id === 'windows') return {name, terms: termsOfWindows(windowsObserved(device, data.windows), data), complete};
  const versionId = version === null ? null : numbersOf(version);
  return {name, terms: termsOfOs({id, versionId, prettyName: name}, data), complete};
}

/** What is not told of it leaves several releases: one alone is known, however little else was told. */
function ofWindows(facts: Facts, data: ReferenceData): Seen {
  const {value: windows} = need(facts, 'windowsOs', WindowsOs);
  const terms = termsOfWindows(windowsScanned(windows, data.windows), data);
  return {name: [windows.name, windows.displayVersion ?? ''].join(' ').trim(), terms, complete: true};
}

/** The operating system by os-release, that of Windows by its build and edition, or that of a device by its firmware. */
function seenIn(facts: Facts, data: ReferenceData): Seen | Gap {
  try {
    if (facts['windowsOs']?.state === 'known') return ofWindows(facts, data);
    const device = wanted(facts, 'device', Device);
    if (facts['os']?.state !== 'known' && device !== null) return ofDevice(device, data);
    const {value: os, complete} = need(facts, 'os', Os);
    return {name: os.prettyName, terms: termsOfOs(os, data), complete};
  } catch (error) {
    if (error instanceof Gap) return error;
    throw error;
  }
}

/** The last moment of a day of the makers' calendars, read as UTC. */
const endOfDay = (date: string): string => `${date}T23:59:59.999Z`;

const shared = <T>(terms: readonly Term[], of: (term: Term) => T): T | null => {
  const values = new Set(terms.map(of));
  return values.size === 1 ? (terms.map(of)[0] ?? null) : null;
};
const names = (terms: readonly Term[], of: (term: Term) => string): string => [...new Set(terms.map(of))].join(' / ');
const day = (date: string | null): string | null => (date === null ? null : endOfDay(date));

/** What holds of all releases that it may be; what differs among them is left open, but for the range. */
function supportBy(terms: readonly Term[], complete: boolean): Parsed<Support> {
  const free = terms.map((term) => term.free).sort();
  const value = {
    product: names(terms, ({product}) => product),
    cycle: names(terms, ({cycle}) => cycle),
    endOfStandardSupport: day(shared(terms, ({standard}) => standard)),
    endOfExtendedSupport: day(shared(terms, ({extended}) => extended)),
    extendedPaid: shared(terms, ({extendedPaid}) => extendedPaid),
    endOfPaidUpdates: day(shared(terms, ({paid}) => paid)),
    freeUntil: endOfDay(free[0] ?? ''),
    freeUntilAtMost: endOfDay(free.at(-1) ?? ''),
    source: names(terms, ({source}) => source),
  };
  const settled = new Set(terms.map(({standard, extended, paid}) => [standard, extended, paid].join())).size === 1;
  return complete && settled ? whole(value) : partial(value);
}

function declaredTerms({os, firmware}: Installed, data: ReferenceData): Term[] {
  if (os === null) return [];
  const windows = termsOfWindows(windowsNamed(os, data.windows), data);
  if (windows.length > 0) return windows;
  const named = termsNamed(os, data);
  return named.length > 0 || firmware === null ? named : termsNamed(`${os} ${numbersOf(firmware)}`, data);
}

const isSame = (a: Term, b: Term): boolean => a.product === b.product && a.cycle === b.cycle && a.free === b.free;

/** By the end of support that the inventory tells, for what the data says nothing of. */
function supportUntil(end: string, name: string): Parsed<Support> {
  return whole({
    product: name,
    cycle: '',
    endOfStandardSupport: endOfDay(end),
    endOfExtendedSupport: null,
    extendedPaid: null,
    endOfPaidUpdates: null,
    freeUntil: endOfDay(end),
    freeUntilAtMost: endOfDay(end),
    source: 'inventory',
  });
}

/** Where the edition is open, what the inventory tells is believed as far as the longest of the editions goes. */
function declaredSupport(installed: Installed, terms: readonly Term[], name: string, gap: Gap): Parsed<Support> {
  const {endOfSupport: end} = installed;
  if (terms.length === 0 && end === null) throw gap;
  if (terms.length === 0) return supportUntil(end ?? '', name);
  const support = supportBy(terms, true);
  if (support.complete || end === null) return support;
  const until = [endOfDay(end), support.value.freeUntilAtMost].sort()[0] ?? '';
  return {...support, value: {...support.value, freeUntil: until, freeUntilAtMost: until}};
}

const nameOf = ({os, firmware}: Installed, {vendor, model}: Asset): string =>
  os ?? [vendor, model, firmware].flatMap((part) => part ?? []).join(' ');

function supportOf(facts: Facts, data: ReferenceData, asset: Asset): DerivedValue<Support> {
  const seen = seenIn(facts, data);
  const {installed} = asset;
  const terms = seen instanceof Gap ? [] : seen.terms;
  if (!(seen instanceof Gap) && (terms.length === 1 || (terms.length > 0 && installed === undefined)))
    return supportBy(terms, seen.complete);
  const gap = seen instanceof Gap ? seen : new Gap('unsupported', `no end of support is known for ${seen.name}`);
  if (installed === undefined) throw gap;
  const told = declaredTerms(installed, data);
  // What is declared may tell which of the editions it is that were observed, but never another system.
  const both = seen instanceof Gap ? told : terms.filter((term) => told.some((one) => isSame(one, term)));
  const left = both.length > 0 ? both : terms;
  const name = seen instanceof Gap ? nameOf(installed, asset) : seen.name;
  return {...declaredSupport(installed, left, name, gap), declared: {asOf: installed.asOf}};
}

/**
 * Until when the maker supports the operating system or firmware, without the clock: from os-release, the firmware or the build
 * of Windows and `checks/data/`, or else from what the inventory declares.
 */
export const support = defineAssetFact({
  scope: 'asset',
  fact: 'support',
  title: {en: 'Support of the operating system or firmware', ja: 'OS・ファームウェアのサポート期限'},
  schema: Support,
  reads: ['device', 'os', 'windowsOs'],
  isMeant: (facts, {installed}) =>
    installed !== undefined || ['os', 'device', 'windowsOs'].some((name) => facts[name] !== undefined),
  derive: supportOf,
});
