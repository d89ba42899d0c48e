import type {DeviceVpn} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {at, entries, has, leaf, names, type WordTree} from '../config/word-tree.ts';
import {groupedBy, sortedBy} from '../text/order.ts';
import {ofConfig} from './config.ts';

type Proposal = DeviceVpn['proposals'][number];

const encryptions: Readonly<Record<string, string>> = {
  'des-cbc': 'des',
  '3des-cbc': '3des',
  'aes-128-cbc': 'aes128',
  'aes-192-cbc': 'aes192',
  'aes-256-cbc': 'aes256',
  'aes-128-gcm': 'aes128gcm',
  'aes-192-gcm': 'aes192gcm',
  'aes-256-gcm': 'aes256gcm',
};

const integrities: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  'sha-256': 'sha256',
  'sha-384': 'sha384',
  'sha-512': 'sha512',
  'hmac-md5-96': 'md5',
  'hmac-sha1-96': 'sha1',
  'hmac-sha-256-96': 'sha256',
  'hmac-sha-256-128': 'sha256',
  'hmac-sha-384': 'sha384',
  'hmac-sha-512': 'sha512',
};

const groupOf = (word: string | null): number[] => {
  const digits = /^group(\d{1,2})$/.exec(word ?? '')?.[1];
  return digits === undefined ? [] : [Number(digits)];
};

const one = (word: string | null, known: Readonly<Record<string, string>>): string[] =>
  word === null ? [] : [known[word] ?? word];

type Policy = ReturnType<typeof entries>[number];

function policiesByProposal(tree: WordTree, phase: 'ike' | 'ipsec'): ReadonlyMap<string, readonly Policy[]> {
  return groupedBy(entries(tree, 'security', phase, 'policy'), ([, policy]) => names(policy, 'proposals'));
}

/** `policies`: those that use a proposal of IKE. */
function usesOf(
  policies: readonly Policy[],
  gateways: ReadonlyMap<string, readonly Policy[]>,
): Pick<Proposal, 'version' | 'aggressive'> {
  const using = policies.flatMap(([name]) => gateways.get(name) ?? []);
  const versions = new Set(using.map(([, gateway]) => leaf(gateway, 'version') ?? 'v1-only'));
  const version = versions.size === 1 ? (versions.has('v2-only') ? 'ikev2' : 'ikev1') : null;
  const aggressive = policies.some(([, policy]) => leaf(policy, 'mode') === 'aggressive');
  return {version, aggressive: policies.length === 0 ? null : aggressive};
}

function ike(tree: WordTree): Proposal[] {
  const policies = policiesByProposal(tree, 'ike');
  const gateways = groupedBy(entries(tree, 'security', 'ike', 'gateway'), ([, gateway]) => {
    const policy = leaf(gateway, 'ike-policy');
    return policy === null ? [] : [policy];
  });
  return entries(tree, 'security', 'ike', 'proposal').map(([name, node]) => ({
    name,
    phase: 'ike',
    ...usesOf(policies.get(name) ?? [], gateways),
    encryption: one(leaf(node, 'encryption-algorithm'), encryptions),
    integrity: one(leaf(node, 'authentication-algorithm'), integrities),
    dhGroups: groupOf(leaf(node, 'dh-group')),
    keyGrade: null,
  }));
}

/** Perfect forward secrecy stands with the policy. */
function ipsec(tree: WordTree): Proposal[] {
  const policies = policiesByProposal(tree, 'ipsec');
  return entries(tree, 'security', 'ipsec', 'proposal').map(([name, node]) => {
    const groups = (policies.get(name) ?? []).flatMap(([, policy]) =>
      groupOf(leaf(policy, 'perfect-forward-secrecy', 'keys')),
    );
    return {
      name,
      phase: 'ipsec',
      version: null,
      encryption: one(leaf(node, 'encryption-algorithm'), encryptions),
      integrity: one(leaf(node, 'authentication-algorithm'), integrities),
      dhGroups: [...new Set(groups)].sort((a, b) => a - b),
      aggressive: null,
      keyGrade: null,
    };
  });
}

/** Sets of proposals that the system brings, and interfaces of services cards, are not told. */
function untold(tree: WordTree, proposals: readonly Proposal[]): boolean {
  const policies = [...entries(tree, 'security', 'ike', 'policy'), ...entries(tree, 'security', 'ipsec', 'policy')];
  const incomplete = proposals.some(({encryption}) => encryption.length === 0);
  return incomplete || policies.some(([, policy]) => has(policy, 'proposal-set')) || has(tree, 'services', 'ipsec-vpn');
}

export const vpnReading: Reading<DeviceVpn> = ofConfig((tree) => {
  const remote = [
    ...(at(tree, 'security', 'dynamic-vpn') === null ? [] : ['dynamic-vpn']),
    ...(at(tree, 'security', 'remote-access', 'profile') === null ? [] : ['remote-access']),
    ...(has(tree, 'security', 'tcp-encap') ? ['tcp-encap'] : []),
  ];
  const proposals = sortedBy([...ike(tree), ...ipsec(tree)], ({phase, name}) => `${phase} ${name}`);
  const told: DeviceVpn = {proposals, remoteAccess: remote};
  return untold(tree, proposals) ? partial(told, 'unsupported') : whole(told);
});
