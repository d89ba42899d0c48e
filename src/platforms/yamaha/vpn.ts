import type {DeviceFacts, DeviceVpn} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {gradeOf} from '../text/grade.ts';
import {configAsk, find, has, isOn, readConfig, setting, type RtConfig} from './statements.ts';

type Proposal = DeviceVpn['proposals'][number];

const ciphers: Readonly<Record<string, string>> = {
  '3des-cbc': '3des',
  'des-cbc': 'des',
  'aes-cbc': 'aes128',
  'aes256-cbc': 'aes256',
};
const hashes: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha: 'sha1',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
};
const groups: Readonly<Record<string, number>> = {modp768: 1, modp1024: 2, modp1536: 5, modp2048: 14};

/** What an IKEv2 gateway offers whose proposals are not limited (command reference, ipsec ike encryption and hash). */
const everything = {
  encryption: ['aes256', 'aes192', 'aes128', '3des', 'des'],
  integrity: ['sha256', 'sha1', 'md5'],
};

interface Gateway {
  readonly id: string;
  readonly version: 'ikev1' | 'ikev2';
  /** All algorithms are offered, whatever is set. */
  readonly unlimited: boolean;
  readonly groups: readonly number[];
  readonly pfs: boolean;
}

const ike = (config: RtConfig, words: string, id: string): string | null => setting(config, `ipsec ike ${words} ${id}`);

function gatewayOf(config: RtConfig, id: string): Gateway {
  const version = ike(config, 'version', id) === '2' ? 'ikev2' : 'ikev1';
  const told = (ike(config, 'group', id) ?? 'modp1024').split(' ').flatMap((name) => groups[name] ?? []);
  return {
    ...{id, version, groups: told},
    unlimited: version === 'ikev2' && ike(config, 'proposal-limitation', id) !== 'on',
    pfs: ike(config, 'pfs', id) === 'on',
  };
}

/** Defaults after the command reference: 3DES, SHA-1, group 2. */
function phaseOne(config: RtConfig, gateway: Gateway): Proposal {
  const {id, version, unlimited} = gateway;
  const cipher = ike(config, 'encryption', id) ?? '3des-cbc';
  const hash = ike(config, 'hash', id) ?? 'sha';
  const named = ike(config, 'local name', id) !== null || ike(config, 'remote name', id) !== null;
  return {
    ...{name: `gateway ${id}`, phase: 'ike', version},
    encryption: unlimited ? everything.encryption : [ciphers[cipher] ?? cipher],
    integrity: unlimited ? everything.integrity : [hashes[hash] ?? hash],
    dhGroups: gateway.groups.slice(0, 1),
    aggressive: version === 'ikev2' ? null : named,
    keyGrade: gradeOf(ike(config, 'pre-shared-key', id) ?? ''),
  };
}

const policy = /^ipsec sa policy (?<id>\d+) (?<gateway>\d+) (?<protocol>ah|esp)(?<rest>(?: .*)?)$/;

function phaseTwo(config: RtConfig): Proposal[] {
  return find(config, policy).map(({groups: {id = '', gateway: owner = '', protocol, rest = ''}}) => {
    const gateway = gatewayOf(config, owner);
    const words = rest.trim().split(/\s+/);
    const cipher = words.find((word) => Object.hasOwn(ciphers, word)) ?? 'aes-cbc';
    const told = words.filter((word) => word.endsWith('-hmac')).map((word) => hashes[word.slice(0, -5)] ?? word);
    const integrity = told.length === 0 && protocol === 'ah' ? ['sha1'] : told;
    return {
      ...{name: `policy ${id}`, phase: 'ipsec', version: gateway.version},
      encryption: protocol === 'ah' ? [] : gateway.unlimited ? everything.encryption : [ciphers[cipher] ?? cipher],
      integrity: gateway.unlimited ? everything.integrity : integrity,
      dhGroups: gateway.pfs ? gateway.groups.slice(-1) : [],
      ...{aggressive: null, keyGrade: null},
    };
  });
}

function gatewaysOf(config: RtConfig): string[] {
  const named = find(config, /^ipsec ike (?:[a-z-]+ ){1,3}(?<id>\d{1,5})(?: |$)/).map(({groups: {id = ''}}) => id);
  const owners = find(config, policy).map(({groups: {gateway = ''}}) => gateway);
  const pools = new Set(
    find(config, /^ipsec ike (?:mode-cfg address pool|license-key) (?<id>\d+)/).map(({groups: {id}}) => id),
  );
  const all = new Set([...named.filter((id) => !pools.has(id) || owners.includes(id)), ...owners]);
  return [...all].sort((a, b) => Number(a) - Number(b));
}

function remoteAccess(config: RtConfig): string[] {
  return [
    ...(has(config, /^ipsec ike xauth request \d+ on/) ? ['ipsec-xauth'] : []),
    ...(isOn(config, 'l2tp service', false) === true && has(config, /^tunnel encapsulation l2tp$/) ? ['l2tp'] : []),
    ...(isOn(config, 'pptp service', false) === true ? ['pptp'] : []),
  ];
}

export const deviceVpn: Reading<DeviceFacts['deviceVpn']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const used = isOn(config, 'ipsec use', true) !== false;
    const proposals = used
      ? [...gatewaysOf(config).map((id) => phaseOne(config, gatewayOf(config, id))), ...phaseTwo(config)]
      : [];
    const odd =
      proposals.some(({phase, dhGroups}) => phase === 'ike' && dhGroups.length === 0) ||
      config.statements.some(({text}) => /^ipsec sa policy /.test(text) && !policy.test(text)) ||
      has(config, /^tunnel template /);
    const value = {proposals, remoteAccess: remoteAccess(config)};
    return odd ? partial(value, 'unsupported') : whole(value);
  },
};
