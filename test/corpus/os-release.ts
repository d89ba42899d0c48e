import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {os} from '../../src/probes/os.ts';
import {factFrom, valueOf} from './answers.ts';
import {compare, sum, type SourceResult, type Values, type Verdict} from './compare.ts';

/** Where the name of the file is not what the system calls itself. */
const ids: Readonly<Record<string, string>> = {
  alma: 'almalinux',
  amazon: 'amzn',
  bottlerocket: 'amzn',
  'cbl-mariner': 'mariner',
  centos_stream: 'centos',
  clearlinux: 'clear-linux-os',
  cumulus: 'cumulus-linux',
  gardenlinux: 'hce',
  kubuntu: 'ubuntu',
  lubuntu: 'ubuntu',
  mxlinux: 'debian',
  openeuler: 'openEuler',
  opensuseleap: 'opensuse-leap',
  opensuseleap_42: 'opensuse',
  opensusetumbleweed: 'opensuse-tumbleweed',
  oracle: 'ol',
  pop_os: 'pop',
  redhat: 'rhel',
  sles_sap_12_3: 'sles',
  ubuntubudgie: 'ubuntu',
  ubuntumate: 'ubuntu',
  ubuntuunity: 'ubuntu',
  xbian: 'raspbian',
  'xcp-ng': 'xenenterprise',
  'xcp-ng_7_4': 'XCP-ng',
  xenserver: 'xenenterprise',
  xubuntu: 'ubuntu',
};

/** Systems whose files are named after another number than their own. */
const numberedOtherwise = new Set(['clearlinux_1']);

/** The longest part of the name that says otherwise wins: `opensuseleap_42_3` before `opensuseleap`. */
function idOf(name: string, distribution: string): string {
  const shorter = name.replace(/_[^_]*$/, '');
  return ids[name] ?? ids[shorter] ?? ids[distribution] ?? distribution;
}

/** `ubuntu_2204`, `alpine_3_10`, `centos_stream_9`: the digits after the name begin the version. */
function check(file: string, text: string): Verdict {
  const {distribution = file, version = ''} =
    /^(?<distribution>.*?)(?:_(?<version>\d[\d_]*))?$/.exec(file)?.groups ?? {};
  const value = valueOf(factFrom(os, {'/etc/os-release': text})) as {id: string; versionId: string | null} | null;
  const digits = version.replaceAll('_', '');
  const told = value?.versionId?.replaceAll(/\D/g, '') ?? '';
  const known = digits !== '' && text.includes('VERSION_ID=') && !numberedOtherwise.has(file);
  const expected: Values = {id: idOf(file, distribution), ...(known ? {version: digits} : {})};
  const actual: Values =
    value === null ? {} : {id: value.id, ...(known ? {version: told.slice(0, digits.length)} : {})};
  return compare(file, expected, actual);
}

export function osRelease(corpus: string): SourceResult {
  const folder = join(corpus, 'os-release-chef');
  const files = readdirSync(folder)
    .filter((name) => !/^[A-Z]+(?:\.|$)/.test(name))
    .sort();
  const verdicts = files.map((name) => check(name, readFileSync(join(folder, name), 'utf8')));
  return {source: 'os-release-chef', read: files.length, parsed: files.length, verdict: sum(verdicts)};
}
