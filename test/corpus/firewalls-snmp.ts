import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {factsOf} from '../../src/facts.ts';
import type {Device} from '../../src/model/device/index.ts';
import type {Varbind} from '../../src/model/snmp-table.ts';
import type {Platform} from '../../src/model/platform.ts';
import {fortios} from '../../src/platforms/fortios.ts';
import {junos} from '../../src/platforms/junos.ts';
import {panos} from '../../src/platforms/panos.ts';
import {device} from '../../src/probes/device.ts';
import {walkExchanges} from '../../src/recording.ts';
import {compare, sum, type SourceResult, type Values} from './compare.ts';

const types = new Map([['4', 'STRING'] as const, ['6', 'OID'] as const, ['2', 'INTEGER'] as const]);

/** `1.3.6.1.2.1.1.5.0|4|name`; only what these facts read. */
function varbinds(text: string): Varbind[] {
  return text.split('\n').flatMap((line) => {
    const [oid = '', kind = '', ...value] = line.split('|');
    const type = types.get(kind as '4' | '6' | '2');
    return type === undefined ? [] : [{oid, type, value: value.join('|')}];
  });
}

/** The version in the expected values, wherever it stands; null where there is none. */
function expectedVersion(node: unknown): string | null {
  if (typeof node !== 'object' || node === null) return null;
  const own = (node as Readonly<Record<string, unknown>>)['version'];
  if (typeof own === 'string' && 'hardware' in node) return own;
  return (
    Object.values(node)
      .map(expectedVersion)
      .find((version) => version !== null) ?? null
  );
}

const families: readonly (readonly [name: RegExp, platform: Platform])[] = [
  [/^fortigate_/, fortios],
  [/^junos/, junos],
  [/^panos/, panos],
];

/** SNMP recordings of firewalls, by the version that they tell. */
export function snmpFirewalls(corpus: string): SourceResult {
  const folder = join(corpus, 'librenms-snmp/network');
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.snmprec'))
        .sort()
    : [];
  const meant = names.flatMap((name) => {
    const platform = families.find(([form]) => form.test(name))?.[1];
    return platform === undefined ? [] : [{name, platform}];
  });
  const verdicts = meant.map(({name, platform}) => {
    const at = '2026-01-01T00:00:00.000Z';
    const asked = walkExchanges(varbinds(readFileSync(join(folder, name), 'latin1')), platform.id, at);
    const fact = factsOf([device], asked, platform.id, null)['device'];
    const known = JSON.parse(readFileSync(join(folder, name.replace(/snmprec$/, 'expected.json')), 'utf8')) as unknown;
    const version = expectedVersion(known)?.replace(/^v|,build.*$/g, '') ?? null;
    const told = fact?.state === 'known' ? (fact.value as Device) : null;
    const expected: Values = version === null ? {} : {version, os: platform.id};
    return compare(name, expected, told === null || version === null ? {} : {version: told.version, os: told.os});
  });
  return {source: 'librenms-snmp firewalls', read: names.length, parsed: meant.length, verdict: sum(verdicts)};
}
