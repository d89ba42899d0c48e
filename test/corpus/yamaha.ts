import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import type {DeviceAccess, DeviceAcls, DeviceLogging, DeviceVpn} from '../../src/model/device/index.ts';
import {factsFrom, platform, redactorOf} from '../platforms/routers-support.ts';
import {compare, sum, type SourceResult, type Values, type Verdict} from './compare.ts';

type Example = {readonly input: string; readonly expected?: Readonly<Record<string, unknown>>};

const heading = '# RTX1210 Rev.14.01.42 (Fri Jul  5 11:17:45 2024)';

/** The value of a fact of a router with this configuration; null where it is a gap. */
function ofConfig(fact: string, lines: readonly string[]): unknown {
  const told = factsFrom('yamaha-rt', {'show config': [heading, ...lines].join('\n')})[fact];
  if (told?.state === 'fault') throw new Error(told.message);
  return told?.state === 'known' ? told.value : null;
}

const bare = (address: string): string => address.replace(/(?<=\.\d{1,3})\/32$|\/128$/, '');
const star = (list: readonly string[] = []): string => (list.join() === 'any' ? '*' : list.map(bare).join(','));
const actions: Readonly<Record<string, string>> = {
  pass: 'permit',
  reject: 'deny',
  restrict: 'permit',
  'restrict-log': 'permit',
};

/** A filter by itself: read where it is bound to an interface. What is not understood is missing, not wrong. */
function filterOf(line: string): Values {
  const [family = '', , third = '', fourth = ''] = line.split(' ');
  const list = third === 'dynamic' ? `dynamic ${fourth}` : third;
  const read = ofConfig('deviceAcls', [`${family} lan1 secure filter in ${list}`, line]) as DeviceAcls | null;
  const [entry] = read?.acls[0]?.entries ?? [];
  if (entry === undefined) return {};
  const protocol = entry.protocol === 'ip' ? '*' : entry.protocol;
  return {
    number: Number(entry.position.replace('dynamic ', '')),
    ...(third === 'dynamic'
      ? {source: star(entry.sources), dest: star(entry.destinations)}
      : {action: entry.action, source_address: star(entry.sources), dest_address: star(entry.destinations)}),
    protocol,
    ...(entry.protocol === 'tcp' || entry.protocol === 'udp'
      ? {source_port: star(entry.sourcePorts), dest_port: star(entry.destinationPorts)}
      : {}),
    established: entry.established,
  };
}

/** A list of filters at an interface: the filters are made up, their numbers are not. */
function bindingOf(line: string): Values {
  const numbers = [...line.matchAll(/\b\d{1,6}\b(?!\S)/g)].map(([number]) => number);
  const family = line.split(' ')[0] ?? '';
  const rules = numbers.flatMap((number) => [
    `${family} filter ${number} pass * *`,
    `${family} filter dynamic ${number} * * tcp`,
  ]);
  const read = ofConfig('deviceAcls', [line, ...rules]) as DeviceAcls | null;
  const {bindings, acls} = read ?? {bindings: [], acls: []};
  const told = (acls[0]?.entries ?? []).map(({position}) => position);
  const dynamic = told
    .filter((position) => position.startsWith('dynamic'))
    .map((position) => Number(position.slice(8)));
  const fixed = told.filter((position) => !position.startsWith('dynamic')).map(Number);
  return {
    interface: bindings[0]?.place,
    direction: bindings[0]?.direction,
    filters: fixed,
    static_filters: fixed,
    dynamic_filters: dynamic,
  };
}

const ciphers: Readonly<Record<string, string>> = {
  '3des': '3des-cbc',
  aes128: 'aes-cbc',
  aes256: 'aes256-cbc',
  des: 'des-cbc',
};
const hashes: Readonly<Record<string, string>> = {sha1: 'sha', md5: 'md5', sha256: 'sha256'};
const groups: Readonly<Record<number, string>> = {1: 'modp768', 2: 'modp1024', 5: 'modp1536', 14: 'modp2048'};

function ipsecOf(line: string): Values {
  // A gateway that does not negotiate strictly accepts more than what is set.
  const gateway = /^ipsec ike \S+ (?<id>\d+)/.exec(line)?.groups?.['id'];
  const strict = gateway === undefined ? [] : [`ipsec ike negotiate-strictly ${gateway} on`];
  const {proposals = []} = (ofConfig('deviceVpn', [line, ...strict]) ?? {}) as Partial<DeviceVpn>;
  const phase = (name: string) => proposals.find((each) => each.phase === name);
  const [ike, ipsec] = [phase('ike'), phase('ipsec')];
  if (line.startsWith('ipsec sa policy'))
    return {
      policy_id: Number(ipsec?.name.split(' ')[1]),
      gateway_id: Number(ike?.name.split(' ')[1]),
      protocol: ipsec?.encryption.length === 0 ? 'ah' : 'esp',
      esp_algorithm: ciphers[ipsec?.encryption[0] ?? ''],
      ah_algorithm: ipsec?.integrity[0] === undefined ? undefined : `${hashes[ipsec.integrity[0]]}-hmac`,
    };
  const told = {version: ike?.version === 'ikev2' ? 2 : 1, group: groups[ike?.dhGroups[0] ?? 0]};
  const algorithm = line.includes(' hash ') ? hashes[ike?.integrity[0] ?? ''] : ciphers[ike?.encryption[0] ?? ''];
  return {gateway_id: Number(ike?.name.split(' ')[1]), ...told, algorithm};
}

/** What our facts say of an example is held against what is expected of it; other values are not of the fact. */
function shared(expected: Readonly<Record<string, unknown>>, actual: Values): [Values, Values] {
  const wanted = Object.entries(expected).map(
    ([key, value]) => [key, key === 'action' ? (actions[String(value)] ?? value) : value] as const,
  );
  const names = new Set(wanted.map(([key]) => key));
  return [
    Object.fromEntries(wanted),
    Object.fromEntries(Object.entries(actual).filter(([key, value]) => names.has(key) && value !== undefined)),
  ];
}

type Read = (line: string) => Values;
const readers: Readonly<Record<string, readonly (readonly [RegExp, Read])[]>> = {
  'ip_filter.yaml': [
    [/^ipv?6? filter /, filterOf],
    [/^ipv?6? \S+ secure filter /, bindingOf],
  ],
  'ipsec.yaml': [[/^ipsec (?:sa policy|ike (?:version|encryption|hash|group)) /, ipsecOf]],
  'syslog.yaml': [
    [
      /^syslog host (?:\S+ ?)+$/,
      (line) => ({
        hosts: (ofConfig('deviceLogging', [line]) as DeviceLogging | null)?.servers.map(({address}) => address),
      }),
    ],
  ],
  'service.yaml': [
    [
      /^(?:sshd|httpd) (?:service|host (?!key))/,
      (line) => {
        const access = ofConfig('deviceAccess', [line]) as DeviceAccess | null;
        const plane = access?.planes.find(({protocol}) => protocol === (line.startsWith('sshd') ? 'ssh' : 'http'));
        const [, word, host] = line.split(' ');
        return word === 'service'
          ? {enabled: plane?.enabled}
          : {hosts: plane?.interfaces, host: host === 'any' ? 'any' : plane?.interfaces[0]};
      },
    ],
  ],
};

function examplesOf(corpus: string): (Example & {readonly name: string})[] {
  const folder = join(corpus, 'yamaha-rtx/patterns');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== 'schema.yaml')
    .sort();
  return files.flatMap((name) => {
    const {commands} = parse(readFileSync(join(folder, name), 'utf8')) as {commands: {examples?: Example[]}[]};
    return commands.flatMap((each) => (each.examples ?? []).map((example) => ({...example, name})));
  });
}

export function yamahaCommands(corpus: string): SourceResult {
  const all = examplesOf(corpus);
  const verdicts = all.flatMap(({name, input, expected}): Verdict[] => {
    const read = readers[name]?.find(([pattern]) => pattern.test(input))?.[1];
    // A port behind a host is no syntax of the command reference: it would be a second host.
    if (read === undefined || expected === undefined || /^syslog host .* \d{1,5}$/.test(input)) return [];
    const [wanted, told] = shared(expected, read(input));
    return [compare(`${name}: ${input}`, wanted, told)];
  });
  const files = new Set(all.map(({name}) => name)).size;
  return {source: 'yamaha-rtx/patterns', read: files, parsed: Object.keys(readers).length, verdict: sum(verdicts)};
}

/** Fields of the examples in which a secret stands. */
const secretField =
  /^(?:key|password|auth_password|tunnel_auth_password|authkey|md5key|md5_key|auth_key|pre_shared_key|secret)$/;

/** Every secret that an example names is taken out of its line, and nothing of the others. */
export function yamahaSecrets(corpus: string): SourceResult {
  const redact = redactorOf(platform('yamaha-rt'));
  const all = examplesOf(corpus);
  const verdicts = all.map(({name, input, expected = {}}) => {
    const secrets = Object.entries(expected).flatMap(([key, value]) =>
      secretField.test(key) && typeof value === 'string' && value !== '' && input.includes(value) ? [value] : [],
    );
    const {text, count} = redact(input);
    const left = secrets.filter((secret) => text.replaceAll(/<secret [^<>]*>/g, '').includes(secret));
    return compare(`${name}: ${input}`, {secrets: secrets.length, left: []}, {secrets: count, left});
  });
  const files = new Set(all.map(({name}) => name)).size;
  return {source: 'yamaha-rtx/patterns, secrets', read: files, parsed: files, verdict: sum(verdicts)};
}
