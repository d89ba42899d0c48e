import type {DeviceFacts, DeviceVpn} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {gradeOf} from '../text/grade.ts';
import {configAsk, find, has, isOn, readConfig, setting, type RtConfig} from './statements.ts';
import {accepted, ciphers, groups, hashes, offered} from './vpn-algorithms.ts';

type Proposal = DeviceVpn['proposals'][number];

interface Gateway {
  readonly id: string;
  readonly version: 'ikev1' | 'ikev2';
  /** What counts whatever is set: all that IKEv2 offers, all that IKEv1 accepts; null: what is set. */
  readonly whatever: {readonly encryption: string[]; readonly integrity: string[]; readonly groups: number[]} | null;
  readonly groups: readonly number[];
  readonly pfs: boolean;
}

const ike = (config: RtConfig, words: string, id: string): string | null => setting(config, `ipsec ike ${words} ${id}`);

function gatewayOf(config: RtConfig, id: string): Gateway {
  const version = ike(config, 'version', id) === '2' ? 'ikev2' : 'ikev1';
  const told = (ike(config, 'group', id) ?? 'modp1024').split(' ').flatMap((name) => groups[name] ?? []);
  const narrow = ike(config, version === 'ikev2' ? 'proposal-limitation' : 'negotiate-strictly', id) === 'on';
  // IKEv2 uses the first group alone.
  const own = version === 'ikev2' ? told.slice(0, 1) : told;
  return {
    ...{id, version, groups: own, pfs: ike(config, 'pfs', id) === 'on'},
    whatever: narrow ? null : version === 'ikev2' ? offered : accepted,
  };
}

/** A name makes the aggressive mode; without one, IKEv1 accepts it as long as it does not negotiate strictly. */
function isAggressive(config: RtConfig, {id, version, whatever}: Gateway): boolean | null {
  if (version === 'ikev2') return null;
  if (ike(config, 'local name', id) !== null || ike(config, 'remote name', id) !== null) return true;
  return whatever === null ? false : null;
}

/** Defaults after the command reference: 3DES, SHA-1, group 2. */
function phaseOne(config: RtConfig, gateway: Gateway): Proposal {
  const {id, version, whatever} = gateway;
  const cipher = ike(config, 'encryption', id) ?? '3des-cbc';
  const hash = ike(config, 'hash', id) ?? 'sha';
  return {
    ...{name: `gateway ${id}`, phase: 'ike', version},
    encryption: whatever?.encryption ?? [ciphers[cipher] ?? cipher],
    integrity: whatever?.integrity ?? [hashes[hash] ?? hash],
    dhGroups: whatever?.groups ?? gateway.groups.slice(0, 1),
    aggressive: isAggressive(config, gateway),
    keyGrade: gradeOf(ike(config, 'pre-shared-key', id) ?? ''),
  };
}

const policy = /^ipsec sa policy (?<id>\d+) (?<gateway>\d+) (?<protocol>ah|esp)(?<rest>(?: .*)?)$/;

/** Algorithms stand in front of what has an equals sign. */
function algorithmsOf(text: string): string[] {
  const words = text.split(' ').filter((word) => word !== '');
  const end = words.findIndex((word) => word.includes('='));
  return end < 0 ? words : words.slice(0, end);
}

function phaseTwo(config: RtConfig): Proposal[] {
  return find(config, policy).map(({groups: {id = '', gateway: owner = '', protocol, rest = ''}}) => {
    const gateway = gatewayOf(config, owner);
    const words = algorithmsOf(rest);
    const cipher = words.find((word) => !word.endsWith('-hmac')) ?? 'aes-cbc';
    const told = words.filter((word) => word.endsWith('-hmac')).map((word) => hashes[word.slice(0, -5)] ?? word);
    const integrity = told.length === 0 && protocol === 'ah' ? ['sha1'] : told;
    // IKEv1 holds to the policy, however it negotiates.
    const all = gateway.version === 'ikev2' ? gateway.whatever : null;
    return {
      ...{name: `policy ${id}`, phase: 'ipsec', version: gateway.version},
      encryption: protocol === 'ah' ? [] : (all?.encryption ?? [ciphers[cipher] ?? cipher]),
      integrity: all?.integrity ?? integrity,
      dhGroups: gateway.pfs ? (gateway.whatever?.groups ?? gateway.groups.slice(-1)) : [],
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
