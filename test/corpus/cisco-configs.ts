import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {factsOf} from '../../src/facts.ts';
import type {DeviceAcls} from '../../src/model/device/index.ts';
import {successAnswer, type Exchange} from '../../src/model/evidence.ts';
import type {Platform} from '../../src/model/platform.ts';
import {ciscoAsa} from '../../src/platforms/cisco-asa.ts';
import {ciscoIos} from '../../src/platforms/cisco-ios.ts';
import {ciscoNxos} from '../../src/platforms/cisco-nxos.ts';
import {probes} from '../../src/probes/index.ts';
import {createRedactor} from '../../src/transports/redact.ts';
import type {SourceResult} from './compare.ts';

/** Where the secrets of a configuration stand, told apart from how they are hidden: the last group is the secret. */
const secretPlaces: readonly RegExp[] = [
  /^\s*username \S+ .*?(?:password|secret) (?:\d |sha512 )?(\S+)/,
  /^\s*enable (?:password|secret) (?:level \d+ )?(?:\d |sha512 )?(\S+)/,
  /^\s*passwd (\S+)/,
  /^\s*(?:password|secret) (?:\d )?(\S+)/,
  /^\s*neighbor \S+ password (?:\d )?(\S+)/,
  /^\s*ppp .*password (?:\d )?(\S+)/,
  /^\s*snmp-server community (?:\d )?(\S+)/,
  /^\s*snmp-server host \S+ (?:traps |informs )?(?:version (?:1|2c) )(\S+)/,
  /^\s*snmp-server host .* community (?:\d )?(\S+)/,
  /^\s*snmp-server user .* auth (?:md5|sha) (\S+)/,
  /^\s*(?:radius|tacacs)-server (?:host \S+ )?.*?\bkey (?:\d )?(\S+)/,
  /^\s*server-private .* key (?:\d )?(\S+)/,
  /^\s*server-key (?:\d )?(\S+)/,
  /^\s*key-string (?:\d )?(\S+)/,
  /^\s*crypto isakmp key (?:\d )?(\S+)/,
  /pre-shared-key (?:local |remote )?(?:address \S+(?: \d+\.\d+\.\d+\.\d+)? key )?(?:\d )?(?!address|key-chain)(\S+)/,
  /^\s*ntp authentication-key \d+ \S+ (\S+)/,
  /message-digest-key \d+ md5 (?:\d )?(\S+)/,
  /^(?!.*ntp).*authentication-key (?:\d )?(\S+)/,
  /^\s*(?:standby|vrrp|glbp) .*authentication text (\S+)/,
  /^\s*ip nhrp authentication (\S+)/,
  /key-string (?:\d )?(\S+)/,
  /^\s*ldap-login-password (\S+)/,
  /^\s*failover key (\S+)/,
];

/** Words of settings, and what a device hid by itself. */
const noSecret =
  /^(?:\*+|required|option|encryption|strength-check|min-length|fallback|level|address|hostname|local|remote|md5|text|key-chain)$/;

function secretsOf(line: string): string[] {
  return secretPlaces.flatMap((place) => {
    const secret = place.exec(line)?.[1];
    return secret === undefined || noSecret.test(secret) ? [] : [secret.replaceAll('"', '')];
  });
}

interface Checked {
  readonly hidden: number;
  readonly leaks: readonly string[];
  readonly faults: readonly string[];
  readonly entries: number;
  readonly unread: readonly string[];
}

const redactors = new Map<string, ReturnType<typeof createRedactor>>();

function redactorOf(platform: Platform): ReturnType<typeof createRedactor> {
  const known = redactors.get(platform.id);
  if (known !== undefined) return known;
  const redactor = createRedactor({
    platformPatterns: platform.secrets ?? [],
    dictionary: {default: new Set(['cisco', 'public']), weak: new Set(['password'])},
    siteKey: 'corpus',
  });
  redactors.set(platform.id, redactor);
  return redactor;
}

function count(line: string, word: string): number {
  return line.split(/[\s"]+/).filter((each) => each === word).length;
}

/** A secret may be a word that stands elsewhere on the line, too: `username cisco password 0 cisco`. */
function leaksOf(line: string, told: string): {readonly hidden: number; readonly leaks: string[]} {
  const secrets = secretsOf(line);
  const rest = told.replaceAll(/<secret [^>]*>/g, ' ');
  const leaks = secrets.filter((secret) => count(rest, secret) >= count(line, secret));
  return {hidden: secrets.length - leaks.length, leaks};
}

function framed(platform: Platform, text: string): string {
  if (platform.id === 'cisco-asa') return `ASA Version 9.12(4)\nhostname corpus\n${text}\n: end`;
  return `version 15.2\nhostname corpus\n${text}\nend`;
}

export function checkConfig(platform: Platform, name: string, text: string): Checked {
  const redact = redactorOf(platform);
  const found = text.split('\n').map((line) => leaksOf(line, redact(line).text));
  const at = '2026-01-01T00:00:00.000Z';
  const exchange: Exchange = {
    ...{seq: 1, ask: 'show running-config', request: 'show running-config', via: 'ssh', privilege: 'root'},
    ...{sentAt: at, receivedAt: at},
    answer: successAnswer(redact(framed(platform, text)).text, {exitCode: 0}),
  };
  const facts = factsOf(probes, [exchange], platform.id, null);
  const faults = Object.entries(facts).flatMap(([fact, value]) =>
    value.state === 'fault' ? [`${fact}: ${value.message}`] : [],
  );
  const acls = facts['deviceAcls']?.state === 'known' ? (facts['deviceAcls'].value as DeviceAcls).acls : [];
  return {
    hidden: found.reduce((sum, each) => sum + each.hidden, 0),
    leaks: found.flatMap((each) => each.leaks).map((secret) => `${name}: ${secret}`),
    faults: faults.map((fault) => `${name}: ${fault}`),
    entries: acls.reduce((sum, {entries}) => sum + entries.length, 0),
    unread: acls.flatMap(({unread}) => unread),
  };
}

/** Folders, and which of their files. */
const sources: readonly (readonly [Platform, string, RegExp?])[] = [
  [ciscoIos, 'batfish/testconfigs/grammar_cisco'],
  [ciscoIos, 'batfish/example-live'],
  [ciscoIos, 'batfish/unit-tests/ios-xe'],
  [ciscoIos, 'lab-validation/ios_example_network/configs'],
  [ciscoIos, 'batfish/unit-tests', /^cisco_(?!xr)/],
  [ciscoNxos, 'batfish/testconfigs/vendor_cisco_nxos_grammar'],
  [ciscoNxos, 'batfish/unit-tests/nxos'],
  [ciscoNxos, 'lab-validation/nxos_static_route/configs'],
  [ciscoAsa, 'batfish/testconfigs/grammar_cisco_asa'],
  [ciscoAsa, 'batfish/unit-tests', /^asa_/],
];

function filesBelow(folder: string, name: RegExp): string[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

export function configsOf(
  corpus: string,
  device: Platform,
): {readonly result: SourceResult; readonly unread: string[]} {
  const files = sources
    .filter(([platform]) => platform === device)
    .flatMap(([, folder, name]) => filesBelow(join(corpus, folder), name ?? /./));
  const checked = files.map((file) =>
    checkConfig(device, file.slice(corpus.length + 1), readFileSync(file, 'utf8').replaceAll('\r', '')),
  );
  const unread = checked.flatMap((each) => each.unread);
  const entries = checked.reduce((sum, each) => sum + each.entries, 0);
  return {
    unread,
    result: {
      source: `configurations, ${device.id}: ${entries} rules of access lists read, ${unread.length} lines not; rules and hidden secrets`,
      read: files.length,
      parsed: files.length,
      verdict: {
        right: entries + checked.reduce((sum, each) => sum + each.hidden, 0),
        missing: [],
        wrong: checked.flatMap(({leaks, faults}) => [...leaks, ...faults]),
      },
    },
  };
}

export const ciscoPlatforms: readonly Platform[] = [ciscoIos, ciscoNxos, ciscoAsa];
