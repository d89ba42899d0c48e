import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {identityOf, type Identity} from '../../src/platforms/snmp/identity.ts';
import {sum, type SourceResult, type Verdict} from './compare.ts';

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const agree = (a: string, b: string): boolean => plain(a).includes(plain(b)) || plain(b).includes(plain(a));
/** Numbers alone, each without leading zeros: a `V` in front and a letter between are a matter of style. */
const numbers = (text: string): string => (text.match(/\d{1,9}/g) ?? []).map(Number).join('.');
const sameVersion = (a: string, b: string): boolean =>
  agree(a, b) || numbers(a).startsWith(numbers(b)) || numbers(b).startsWith(numbers(a));

/** One maker under several names: bought, renamed, or told by what the device is sold as. */
const alike: readonly (readonly string[])[] = [
  ['HP', 'HPE', 'HPE Aruba Networking', 'Aruba', 'Compaq', 'H3C', 'Huawei-3com', '3Com'],
  ['Fuji Xerox', 'Xerox', 'FUJIFILM'],
  ['Sun', 'Oracle'],
  ['Kyocera Mita', 'Kyocera'],
  ['Nortel', 'Avaya', 'Extreme Networks', 'Enterasys'],
  ['Brocade', 'Foundry Networks', 'Ruckus'],
  ['Siemens', 'Microsoft', 'Extreme Networks'],
  ['Juniper', 'Pulse Secure'],
  ['Red Hat', 'Linux'],
];

function sameVendor(a: string, b: string): boolean {
  return agree(a, b) || alike.some((names) => names.includes(a) && names.includes(b));
}

/** Where recog means the distribution or service pack by the version, or the system below by the product. */
const otherThings = new Set(['linux', 'windows', 'pfsense', 'edgeswitch']);

function verdictOf(name: string, found: Identity, vendor: string | undefined, version: string | undefined): Verdict {
  const of = (part: string, told: string | null, wanted: string | undefined, same: typeof agree): Verdict => {
    const key = `${name}: ${part}`;
    if (wanted === undefined || told === null) return {right: 0, missing: wanted === undefined ? [] : [key], wrong: []};
    if (same(told, wanted)) return {right: 1, missing: [], wrong: []};
    return {right: 0, missing: [], wrong: [`${key} is ${wanted}, not ${told}`]};
  };
  if (found.os === null && found.vendor === null) return {right: 0, missing: [`${name}: vendor`], wrong: []};
  if (otherThings.has(found.os ?? '')) return {right: 0, missing: [`${name}: version`], wrong: []};
  // A kernel has no vendor of its own.
  const maker =
    found.vendor === null ? {right: 0, missing: [], wrong: []} : of('vendor', found.vendor, vendor, sameVendor);
  return sum([maker, of('version', found.version, version, sameVersion)]);
}

interface Row {
  readonly text: string;
  readonly expected: Readonly<Record<string, string>>;
}

/** sysDescr alone, without the object identifier that an agent gives with it: only families that the text alone tells are found. */
export function recogSysDescr(corpus: string): SourceResult {
  const lines = readFileSync(join(corpus, 'recog-banners/snmp_sysdescr.jsonl'), 'utf8').trim().split('\n');
  const verdicts = lines.map((line) => {
    const {text, expected} = JSON.parse(line) as Row;
    const found = identityOf({objectId: null, descr: text.replaceAll(/\s+/g, ' ')}, () => null, {
      model: null,
      version: null,
    });
    return verdictOf(text.slice(0, 60), found, expected['os.vendor'] ?? expected['hw.vendor'], expected['os.version']);
  });
  return {source: 'recog-banners/snmp_sysdescr', read: lines.length, parsed: lines.length, verdict: sum(verdicts)};
}

interface Cpe {
  readonly name: string;
  readonly sysDescr: string | null;
  readonly cpe: readonly string[];
}

export function vulsIdentity(corpus: string): SourceResult {
  const rows = JSON.parse(readFileSync(join(corpus, 'vuls-identity/snmp2cpe.json'), 'utf8')) as readonly Cpe[];
  const told = rows.filter(({sysDescr}) => sysDescr);
  const verdicts = told.map(({name, sysDescr, cpe}) => {
    const [, , , vendor, , version] = (cpe.find((one) => one.startsWith('cpe:2.3:o:')) ?? '')
      .replaceAll('\\', '')
      .split(':');
    const descr = (sysDescr ?? '').replaceAll(/\s+/g, ' ');
    const found = identityOf({objectId: null, descr}, () => null, {model: null, version: null});
    return verdictOf(name, found, vendor, version === '*' ? undefined : version);
  });
  return {source: 'vuls-identity', read: rows.length, parsed: told.length, verdict: sum(verdicts)};
}
