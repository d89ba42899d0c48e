import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import type {DeviceAcls} from '../../src/model/device/index.ts';
import type {Platform} from '../../src/model/platform.ts';
import {fortios} from '../../src/platforms/fortios.ts';
import {junos} from '../../src/platforms/junos.ts';
import {panos} from '../../src/platforms/panos.ts';
import {factsFrom, redactorOf} from '../platforms/firewall-kit.ts';
import {compare, sum, type SourceResult, type Values} from './compare.ts';

interface Source {
  readonly source: string;
  readonly platform: Platform;
  readonly ask: string;
  /** Folders and files of the corpus. */
  readonly paths: readonly string[];
  /** Secrets as they look, in the first group. */
  readonly secrets: readonly RegExp[];
  /** Names of rules as they stand in the text, counted apart from our parser. */
  readonly rules: (text: string) => readonly string[];
}

function fortiPolicies(text: string): string[] {
  const sections = text
    .split(/^\s*config /m)
    .filter((part) => /^firewall policy\s*$/m.test(part.split('\n', 1)[0] ?? ''));
  return sections.flatMap((part) =>
    [...part.matchAll(/^\s*edit "?([^"\n]+)"?\s*$/gm)].map((match) => match[1]?.trim() ?? ''),
  );
}

/** Of configurations in lines `set` alone. */
const setRules =
  (pattern: RegExp) =>
  (text: string): string[] => [
    ...new Set([...text.matchAll(pattern)].map((match) => match.slice(1).join(' ').replaceAll('"', ''))),
  ];

const sources: readonly Source[] = [
  {
    source: 'batfish/fortios',
    platform: fortios,
    ask: 'show',
    paths: ['batfish/testconfigs/grammar_fortios'],
    secrets: [/\bENC (\S+)/g],
    rules: fortiPolicies,
  },
  {
    source: 'batfish/juniper',
    platform: junos,
    ask: 'show configuration',
    paths: ['batfish/testconfigs/grammar_juniper', 'batfish/unit-tests'],
    secrets: [/"?\$[1-9]\$([^"\s;]+)/g, /^set snmp community "?([^"\s]+)/gm, /encrypted-password "?([^"\s;]+)/g],
    rules: setRules(
      /^set (?:security policies (?:from-zone (\S+) to-zone (\S+)|global) policy ("[^"]+"|\S+)|firewall (?:family \S+ )?filter (\S+) term ("[^"]+"|\S+)) (?:match|then|from)/gm,
    ),
  },
  {
    source: 'batfish/palo_alto',
    platform: panos,
    ask: 'show config running',
    paths: ['batfish/testconfigs/grammar_palo_alto', 'batfish/unit-tests/palo_alto'],
    secrets: [/(-AQ==\S+)/g, /\bphash (\S+)/g, /pre-shared-key key (\S+)/g],
    rules: (text) =>
      /^(?:delete|rename) /m.test(text)
        ? []
        : setRules(/^set (?:vsys (\S+) )?rulebase security rules ("[^"]+"|\S+) (?!$)/gm)(text),
  },
];

function filesOf(corpus: string, paths: readonly string[]): string[] {
  return paths
    .map((path) => join(corpus, path))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => statSync(file).isFile())
    .sort();
}

/** Rules told and rules left unread, each counted once though it may stand as several entries. */
function told(acls: DeviceAcls): {rules: number; unread: number} {
  const names = acls.acls.flatMap(({name, entries}) => entries.map(({position}) => `${name} ${position}`));
  const unread = acls.acls.reduce((count, acl) => count + acl.unread.length, 0);
  return {rules: new Set(names).size + unread, unread};
}

function resultOf(corpus: string, {source, platform, ask, paths, secrets, rules}: Source): SourceResult {
  const own = source === 'batfish/juniper' ? /juniper|^#\n?set system host-name|^set system host-name/m : /./;
  const files = filesOf(corpus, paths).map((path) => ({path, text: readFileSync(path, 'utf8')}));
  const meant = files.filter(
    ({path, text}) => /grammar_|palo_alto/.test(path) || (path.includes('juniper') && own.test(text)),
  );
  let unread = 0;
  const verdicts = meant.map(({path, text}) => {
    const name = path.split('/').at(-1) ?? path;
    const redacted = redactorOf(platform)(text).text;
    const found = secrets.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
    const seen = [...new Set(found)].filter((secret) => !/^[<*!{\\]/.test(secret) && secret.length > 5);
    const facts = factsFrom(platform, {[ask]: text});
    const faults = Object.values(facts).filter(({state}) => state === 'fault').length;
    const acls = facts['deviceAcls'];
    const counted = acls?.state === 'known' ? told(acls.value as DeviceAcls) : null;
    unread += counted?.unread ?? 0;
    const names = rules(text);
    const expected: Values = {
      faults: 0,
      ...Object.fromEntries(seen.map((_secret, index) => [`secret ${index + 1}`, 'gone'])),
      ...(names.length > 0 ? {rules: names.length} : {}),
    };
    const actual: Values = {
      faults,
      ...Object.fromEntries(
        seen.map((secret, index) => [`secret ${index + 1}`, redacted.includes(secret) ? 'left' : 'gone']),
      ),
      ...(names.length > 0 && counted !== null ? {rules: counted.rules} : {}),
    };
    return compare(name, expected, actual);
  });
  return {
    source: `${source}, ${unread} rules unread`,
    read: files.length,
    parsed: meant.length,
    verdict: sum(verdicts),
  };
}

/** Whole configurations: nothing breaks, no secret is left, no rule is lost. */
export function firewallConfigs(corpus: string): SourceResult[] {
  return sources.map((source) => resultOf(corpus, source));
}
