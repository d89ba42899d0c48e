import type {DeviceFacts, DeviceVpn} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {gradeOf} from '../text/grade.ts';
import {configAsks, readTree} from './tree.ts';

type Proposal = DeviceVpn['proposals'][number];

const hashes: Readonly<Record<string, string>> = {
  ...{md5: 'md5', sha: 'sha1', 'sha-1': 'sha1', 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512'},
  ...{'esp-md5-hmac': 'md5', 'esp-sha-hmac': 'sha1', 'esp-sha256-hmac': 'sha256'},
  ...{'esp-sha384-hmac': 'sha384', 'esp-sha512-hmac': 'sha512'},
};

/** A length of AES stands in a line of its own; without one it is not known. */
function cipher(word: string, sizes: string | null): string[] {
  if (word === 'des' || word === '3des') return [word];
  if (word !== 'aes' || sizes === null) return [];
  return [...new Set(sizes.split(' '))].filter((size) => /^(?:128|192|256)$/.test(size)).map((size) => `aes${size}`);
}

interface Profile {
  readonly ike: string | null;
  readonly ipsec: string | null;
  readonly version: 'ikev1' | 'ikev2' | null;
  readonly grade: Proposal['keyGrade'];
}

function profilesOf(tree: readonly ConfigNode[]): Profile[] {
  return matching(tree, /^crypto isakmp profile \S+$/).map(({node: {children}}) => {
    const number = lastValue(children, /^ike-version ([12])$/);
    return {
      ike: lastValue(children, /^set isakmp-policy (\S+)$/),
      ipsec: lastValue(children, /^set ipsec-policy (\S+)$/),
      version: number === '2' ? 'ikev2' : number === '1' ? 'ikev1' : null,
      grade: gradeOf(lastValue(children, /^local-key (.+)$/) ?? ''),
    };
  });
}

function worst(grades: readonly Proposal['keyGrade'][]): Proposal['keyGrade'] {
  return (['default', 'weak', 'ok'] as const).find((grade) => grades.includes(grade)) ?? null;
}

function ike({text, children}: ConfigNode, profiles: readonly Profile[]): Proposal {
  const name = text.slice('crypto isakmp policy '.length);
  const users = profiles.filter((profile) => profile.ike === name);
  const hash = hashes[lastValue(children, /^hash (?:sha )?(\S+)$/) ?? ''];
  const group = lastValue(children, /^group (\d{1,2})$/);
  const mode = lastValue(children, /^initiate-mode (main|aggressive)$/);
  return {
    ...{name, phase: 'ike', version: users[0]?.version ?? null},
    encryption: cipher(
      lastValue(children, /^encryption (\S+)$/) ?? '',
      lastValue(children, /^encryption-keysize aes (\d{3}(?: \d{3})*)$/),
    ),
    integrity: hash === undefined ? [] : [hash],
    dhGroups: group === null ? [] : [Number(group)],
    aggressive: mode === null ? null : mode === 'aggressive',
    keyGrade: worst(users.map(({grade}) => grade)),
  };
}

function ipsec({text, children}: ConfigNode, profiles: readonly Profile[]): Proposal {
  const name = text.slice('crypto ipsec policy '.length);
  const words = (lastValue(children, /^set security-association transform (.+)$/) ?? '').split(' ');
  const sizes = lastValue(children, /^set security-association transform-keysize aes (\d{3}(?: \d{3})*)$/);
  const group = lastValue(children, /^set pfs group ?(\d{1,2})$/);
  return {
    ...{name, phase: 'ipsec', version: profiles.find((profile) => profile.ipsec === name)?.version ?? null},
    encryption: words.flatMap((word) => cipher(word.replace(/^esp-/, ''), sizes)),
    integrity: words.flatMap((word) => hashes[word] ?? []),
    ...{dhGroups: group === null ? [] : [Number(group)], aggressive: null, keyGrade: null},
  };
}

export const deviceVpn: Reading<DeviceFacts['deviceVpn']> = {
  ask: configAsks,
  parse(answers) {
    const tree = readTree(answers);
    const profiles = profilesOf(tree);
    const proposals = [
      ...matching(tree, /^crypto isakmp policy \S+$/).map(({node}) => ike(node, profiles)),
      ...matching(tree, /^crypto ipsec policy \S+$/).map(({node}) => ipsec(node, profiles)),
    ];
    const open = proposals.some(({encryption, integrity}) => encryption.length === 0 || integrity.length === 0);
    const other = has(tree, /^(?:l2tp|pptp|crypto isakmp (?!policy |profile ))/);
    return open || other ? partial({proposals, remoteAccess: []}, 'unsupported') : whole({proposals, remoteAccess: []});
  },
};
