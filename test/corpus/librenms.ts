import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {factsOf} from '../../src/facts.ts';
import type {Device} from '../../src/model/device/index.ts';
import type {Varbind} from '../../src/model/snmp-table.ts';
import {octets} from '../../src/model/snmp-octets.ts';
import {readSnmprec} from '../../src/model/snmprec.ts';
import {identify} from '../../src/platforms/identify.ts';
import {device} from '../../src/probes/device.ts';
import {walkExchanges} from '../../src/recording.ts';
import {valueOf} from './answers.ts';
import {sum, type SourceResult, type Verdict} from './compare.ts';
import {librenmsIds} from './librenms-ids.ts';

/** What LibreNMS makes of a device. */
interface Expected {
  readonly os: string;
  readonly version?: string;
  readonly hardware?: string;
  readonly serial?: string;
}

/** The device as our reading of its agent has it, asked as the platform that it is. */
export function deviceOf(varbinds: readonly Varbind[]): Device | null {
  const at = '2026-01-01T00:00:00.000Z';
  const value = (oid: string): string | null => varbinds.find((varbind) => varbind.oid === oid)?.value ?? null;
  const evidence = {
    sysDescr: value('1.3.6.1.2.1.1.1.0'),
    objectId: value('1.3.6.1.2.1.1.2.0'),
    sshServer: null,
    answers: new Map(),
  };
  const platform = identify(evidence) ?? 'unknown';
  const fact = factsOf([device], walkExchanges(varbinds, platform, at), platform, null)['device'];
  return fact === undefined ? null : (valueOf(fact) as Device | null);
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9.]/g, '');

/** LibreNMS decorates what it reads, with makers, releases of boards and names of its own: one has to hold the other. */
function agrees(told: string, wanted: string): boolean {
  const [ours, theirs] = [plain(told), plain(wanted)];
  return theirs.includes(ours) || ours.includes(theirs);
}

/** The kernel that an appliance is built on is true, but not the name of the appliance. */
const kernels = new Set(['linux', 'freebsd']);

function osVerdict(name: string, {os}: Device, wanted: string): Verdict {
  const key = `${name}: os`;
  if (os === null || (kernels.has(os) && os !== wanted)) return {right: 0, missing: [key], wrong: []};
  const right = os === wanted || (librenmsIds[os] ?? '').split(' ').includes(wanted);
  return right
    ? {right: 1, missing: [], wrong: []}
    : {right: 0, missing: [], wrong: [`${key} is ${wanted}, not ${os}`]};
}

/** `<private>` and its kin: blotted out in the recording. */
const blotted = /^<private>$|^[#0-]+$/;

/** Where LibreNMS means another thing than we do, or the recording is of two devices: by family and field. */
const otherThings: readonly RegExp[] = [
  // A series or a number of a board, where ours is the model, or the other way round.
  /^(?:\w+\/)?(?:adva|arubaos-cx|cimc|ciena-sds|ironware|opengear|topvision|vrp|teldat|mimosa)\S*: hardware/,
  // Names of its own for what the agent tells in other words.
  /apc_(?:embedded|ap8853)\S*: hardware|^(?:ocnos)\S*: hardware|^(?:edgeosolt|nokia-1830|oneaccess)\S*: version|windows_2195d: version/,
  // sysDescr and the rest were told by different devices.
  /^(?:apc_environmental-manager|onefs): version|^(?:hiveos-wireless|volius_vs5782|konica): hardware|jetdirect_m130nw: hardware/,
  // The stack as a whole, where sysDescr names its first member.
  /^junos_qfx5100-vcs\S*: hardware/,
  // A word of sysDescr that is no version.
  /alaxala_ax3640s: version/,
  // Blotted out in one place alone.
  /^ns-bsd_sn710: serial/,
];

function partVerdict(name: string, told: readonly string[], wanted: string | undefined, sought: boolean): Verdict {
  const nothing = {right: 0, missing: [], wrong: []};
  if (wanted === undefined || wanted === '' || blotted.test(wanted) || otherThings.some((other) => other.test(name)))
    return nothing;
  if (told.length === 0) return sought ? {...nothing, missing: [name]} : nothing;
  if (told.some((one) => agrees(one, wanted))) return {...nothing, right: 1};
  return {...nothing, wrong: [`${name} is ${wanted}, not ${told.join(', ')}`]};
}

/** LibreNMS tells the release of Windows as its version: `Server 2008 R2 (NT 6.1)`. */
function releaseOf({os, osName}: Device): string[] {
  return os === 'windows' && osName !== null ? [osName.replace(/^Windows /, '')] : [];
}

/** `whole`: the recording holds the makers' instances; without them what sysDescr does not say is not sought. */
function verdictOf(name: string, found: Device, expected: Expected, whole: boolean): Verdict {
  const list = (value: string | null): string[] => (value === null ? [] : [value]);
  const os = osVerdict(name, found, expected.os);
  if (os.right === 0) return os;
  return sum([
    os,
    partVerdict(`${name}: version`, [...list(found.version), ...releaseOf(found)], expected.version, whole),
    partVerdict(`${name}: hardware`, list(found.model), expected.hardware, whole),
    partVerdict(`${name}: serial`, found.serials, expected.serial, whole),
  ]);
}

const nobody: Device = {
  ...{vendor: null, os: null, osName: null, version: null, model: null},
  ...{serials: [], hostname: null, uptimeSeconds: null},
};

interface Row {
  readonly device: string;
  readonly os: string;
  readonly sysDescr: string | null;
  readonly sysObjectID: string | null;
  readonly expected?: Omit<Expected, 'os'>;
}

function systemGroup({sysDescr, sysObjectID}: Row): Varbind[] {
  const objectId = (sysObjectID ?? '').replace(/^\.|\.$/g, '');
  const descr: Varbind = {oid: '1.3.6.1.2.1.1.1.0', ...octets(Buffer.from(sysDescr ?? ''))};
  return [descr, ...(objectId === '' ? [] : [{oid: '1.3.6.1.2.1.1.2.0', type: 'OID', value: objectId} as const])];
}

/** sysDescr and sysObjectID alone. Rows without either are left out: nothing can be told of them. */
export function librenmsIdentity(corpus: string): SourceResult {
  const lines = readFileSync(join(corpus, 'librenms-snmp/identity.jsonl'), 'utf8').trim().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as Row);
  const usable = rows.filter(({sysDescr, sysObjectID}) => (sysDescr ?? '') !== '' || (sysObjectID ?? '') !== '');
  const verdicts = usable.map((row) =>
    verdictOf(row.device, deviceOf(systemGroup(row)) ?? nobody, {os: row.os, ...row.expected}, false),
  );
  return {source: 'librenms-snmp/identity', read: rows.length, parsed: usable.length, verdict: sum(verdicts)};
}

export function librenmsRecordings(corpus: string): SourceResult {
  const folder = join(corpus, 'librenms-snmp');
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.snmprec'));
  const known = names.filter((name) => existsSync(join(folder, name.replace(/snmprec$/, 'expected.json')))).sort();
  const verdicts = known.map((name) => {
    const text = (path: string): string => readFileSync(join(folder, path), 'utf8');
    const expected = JSON.parse(text(name.replace(/snmprec$/, 'expected.json'))) as Expected;
    const {varbinds} = readSnmprec(text(name));
    return verdictOf(name.replace(/\.snmprec$/, ''), deviceOf(varbinds) ?? nobody, expected, true);
  });
  return {source: 'librenms-snmp', read: names.length, parsed: known.length, verdict: sum(verdicts)};
}
