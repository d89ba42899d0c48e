import {z} from 'zod';
import type {Asset, Installed} from '../model/asset.ts';
import type {ReferenceData} from '../model/data.ts';
import {defineAssetFact, type DerivedValue} from '../model/derived.ts';
import {Device} from '../model/device/index.ts';
import type {GapReason} from '../model/evidence.ts';
import {Gap, type Facts} from '../model/fact.ts';
import {field, partial, whole} from '../model/probe.ts';
import {wanted} from './inputs.ts';
import {termsNamed} from './lifecycle-terms.ts';
import {windowsNamed, windowsObserved, windowsScanned, type WindowsCandidate} from './windows-releases.ts';
import {WindowsOs} from './windows-os.ts';

const Os = z.object({id: z.string(), versionId: z.string().nullable(), prettyName: z.string()});

const Declaration = z.object({
  asOf: field(z.iso.datetime().nullable(), 'Declared as of', '申告の時点'),
  compared: field(z.array(z.string()), 'Statements that could be compared', '照合できた項目'),
  differences: field(
    z.array(
      z.object({
        what: field(z.enum(['os', 'firmware', 'model']), 'What', '項目', {
          values: {
            os: {en: 'operating system', ja: 'OS'},
            firmware: {en: 'firmware', ja: 'ファームウェア'},
            model: {en: 'model', ja: '型番'},
          },
        }),
        declared: field(z.string(), 'Declared', '申告'),
        observed: field(z.string(), 'Observed', '実機'),
      }),
    ),
    'Differences',
    '相違',
  ),
});
type Difference = z.infer<typeof Declaration>['differences'][number];

/** One statement beside what was observed; `same`: null where they cannot be compared. */
interface Pair extends Difference {
  readonly same: boolean | null;
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
const numbers = (text: string): string[] => (text.match(/\d{1,9}/g) ?? []).map((digits) => String(Number(digits)));

/** `V2.10` and `2.10.3` agree: who writes less says nothing of the rest. */
function versionsAgree(a: string, b: string): boolean | null {
  const [left, right] = [numbers(a), numbers(b)];
  const shorter = Math.min(left.length, right.length);
  if (shorter === 0) return plain(a) === plain(b) ? true : null;
  return left.slice(0, shorter).every((part, index) => part === right[index]);
}

const named = (a: string, b: string): boolean => plain(a).includes(plain(b)) || plain(b).includes(plain(a));

function windowsAgree(os: string, seen: readonly WindowsCandidate[], {windows}: ReferenceData): boolean | null {
  const declared = windowsNamed(os, windows);
  if (declared.length === 0 || seen.length === 0) return null;
  const key = ({version, family, editions}: WindowsCandidate): string => [version, family.id, ...editions].join();
  const told = new Set(declared.map(key));
  return seen.some((one) => told.has(key(one)));
}

function osPair(declared: string, facts: Facts, device: Device | null, data: ReferenceData): Pair | null {
  const windows = wanted(facts, 'windowsOs', WindowsOs)?.value;
  if (windows !== undefined) {
    const observed = [windows.name, windows.displayVersion ?? windows.version].join(' ');
    return {what: 'os', declared, observed, same: windowsAgree(declared, windowsScanned(windows, data.windows), data)};
  }
  const os = wanted(facts, 'os', Os)?.value;
  if (os !== undefined) {
    const terms = termsNamed(declared, data);
    const version = /\d{1,4}(?:\.\d{1,4}){0,3}/.exec(declared)?.[0] ?? null;
    const agrees = version === null || os.versionId === null ? null : versionsAgree(version, os.versionId);
    const isOther = terms.length > 0 && !terms.some(({product}) => named(product, os.prettyName));
    return {what: 'os', declared, observed: os.prettyName, same: isOther ? false : agrees};
  }
  if (device?.os !== 'windows') return null;
  const observed = [device.osName ?? 'Windows', device.version ?? ''].join(' ').trim();
  return {what: 'os', declared, observed, same: windowsAgree(declared, windowsObserved(device, data.windows), data)};
}

function pairsOf({os, firmware}: Installed, asset: Asset, facts: Facts, data: ReferenceData): Pair[] {
  const device = wanted(facts, 'device', Device)?.value ?? null;
  const pairs: Pair[] = [];
  const osTold = os === null ? null : osPair(os, facts, device, data);
  if (osTold !== null) pairs.push(osTold);
  if (firmware !== null && device !== null && device.version !== null && device.os !== 'windows')
    pairs.push({
      what: 'firmware',
      declared: firmware,
      observed: device.version,
      same: versionsAgree(firmware, device.version),
    });
  if (asset.model !== null && device !== null && device.model !== null)
    pairs.push({what: 'model', declared: asset.model, observed: device.model, same: named(asset.model, device.model)});
  return pairs;
}

/** Reasons for which there never was anything to compare with. */
const untouched: readonly GapReason[] = ['not-collected', 'forbidden-by-zone', 'vendor-declined', 'unsupported'];

function declarationOf(facts: Facts, data: ReferenceData, asset: Asset): DerivedValue<z.infer<typeof Declaration>> {
  const {installed} = asset;
  if (installed === undefined) throw new Gap('not-collected', 'the inventory declares nothing');
  const pairs = pairsOf(installed, asset, facts, data).filter(({same}) => same !== null);
  const value = {
    asOf: installed.asOf === null ? null : `${installed.asOf}T00:00:00.000Z`,
    compared: pairs.map(({what}) => what),
    differences: pairs
      .filter(({same}) => same === false)
      .map(({what, declared, observed}) => ({what, declared, observed})),
  };
  const lost = ['os', 'device', 'windowsOs'].flatMap((name) => {
    const fact = facts[name];
    return fact?.state === 'gap' && !untouched.includes(fact.reason) ? [fact.reason] : [];
  });
  const read = lost[0] === undefined ? whole(value) : partial(value, lost[0]);
  return {...read, declared: {asOf: installed.asOf}};
}

/** What the inventory declares of an asset, held against what the asset tells itself. */
export const declaration = defineAssetFact({
  scope: 'asset',
  fact: 'declaration',
  title: {en: 'What the inventory declares', ja: '台帳の申告内容'},
  schema: Declaration,
  reads: ['device', 'os', 'windowsOs'],
  isMeant: (_facts, {installed}) => installed !== undefined,
  derive: declarationOf,
});
