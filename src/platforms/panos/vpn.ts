import type {DeviceVpn} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {entries, leaf, names, type WordTree} from '../config/word-tree.ts';
import {distinct, groupedBy, sortedBy} from '../text/order.ts';
import {ofConfig, type PanosConfig} from './config.ts';

type Proposal = DeviceVpn['proposals'][number];

const algorithms: Readonly<Record<string, string>> = {
  'aes-128-cbc': 'aes128',
  'aes-192-cbc': 'aes192',
  'aes-256-cbc': 'aes256',
  'aes-128-gcm': 'aes128gcm',
  'aes-256-gcm': 'aes256gcm',
  'aes-128-ccm': 'aes128ccm',
};

const algorithm = (word: string): string => algorithms[word] ?? word;

const groups = (words: readonly string[]): number[] =>
  words.flatMap((word) => {
    const digits = /^group(\d{1,2})$/.exec(word)?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });

const modes: Readonly<Record<string, Proposal['version']>> = {ikev1: 'ikev1', ikev2: 'ikev2'};

/** Gateways by the profiles that they use, one for each version of IKE. */
function gatewaysByProfile(device: WordTree): ReadonlyMap<string, readonly WordTree[]> {
  const gateways = entries(device, 'network', 'ike', 'gateway').map(([, gateway]) => gateway);
  return groupedBy(gateways, (gateway) => {
    const profiles = ['ikev1', 'ikev2'].flatMap(
      (version) => leaf(gateway, 'protocol', version, 'ike-crypto-profile') ?? [],
    );
    return distinct(profiles);
  });
}

/** Version 1 unless set; `ikev2-preferred` is either. */
function usesOf(using: readonly WordTree[]): Pick<Proposal, 'version' | 'aggressive'> {
  const versions = distinct(using.map((gateway) => leaf(gateway, 'protocol', 'version') ?? 'ikev1'));
  const aggressive = using.some((gateway) => leaf(gateway, 'protocol', 'ikev1', 'exchange-mode') === 'aggressive');
  const [version = ''] = versions;
  return {
    version: versions.length === 1 ? (modes[version] ?? null) : null,
    aggressive: using.length === 0 || versions.every((each) => each === 'ikev2') ? null : aggressive,
  };
}

function proposals({device}: PanosConfig): Proposal[] {
  const profiles = ['network', 'ike', 'crypto-profiles'];
  const gateways = gatewaysByProfile(device);
  const ike = entries(device, ...profiles, 'ike-crypto-profiles').map(([name, node]): Proposal => ({
    name,
    phase: 'ike',
    ...usesOf(gateways.get(name) ?? []),
    encryption: names(node, 'encryption').map(algorithm),
    integrity: names(node, 'hash'),
    dhGroups: groups(names(node, 'dh-group')),
    keyGrade: null,
  }));
  const ipsec = entries(device, ...profiles, 'ipsec-crypto-profiles').map(([name, node]): Proposal => ({
    name,
    phase: 'ipsec',
    version: null,
    encryption: names(node, 'esp', 'encryption').map(algorithm),
    integrity: [...names(node, 'esp', 'authentication'), ...names(node, 'ah', 'authentication')],
    dhGroups: groups(names(node, 'dh-group')),
    aggressive: null,
    keyGrade: null,
  }));
  return sortedBy([...ike, ...ipsec], ({phase, name}) => `${phase} ${name}`);
}

/** Profiles stand in the configuration whether something uses them or not. */
export const vpnReading: Reading<DeviceVpn> = ofConfig((config) => {
  const remote = config.vsys.flatMap(({node, prefix}) =>
    names(node, 'global-protect', 'global-protect-gateway').map((name) => `${prefix}globalprotect ${name}`),
  );
  const told = {proposals: proposals(config), remoteAccess: remote.sort()};
  const clear = told.proposals.every(
    ({phase, encryption, integrity}) => encryption.length > 0 || (phase === 'ipsec' && integrity.length > 0),
  );
  return clear ? whole(told) : partial(told, 'unsupported');
});
