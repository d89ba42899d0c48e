import type {DeviceFacts, DeviceVpn} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {has, matching, type ConfigNode} from '../config/indented.ts';
import {gradeOf} from '../text/grade.ts';
import {configAsk, readTree} from './tree.ts';

type Proposal = DeviceVpn['proposals'][number];

const ciphers: Readonly<Record<string, string>> = {
  ...{des: 'des', '3des': '3des', aes: 'aes128', 'aes-128': 'aes128', 'aes-192': 'aes192', 'aes-256': 'aes256'},
  ...{'aes-cbc-128': 'aes128', 'aes-cbc-192': 'aes192', 'aes-cbc-256': 'aes256'},
};
const hashes: Readonly<Record<string, string>> = {
  ...{md5: 'md5', sha: 'sha1', sha1: 'sha1'},
  ...{'sha2-256': 'sha256', 'sha2-384': 'sha384', 'sha2-512': 'sha512'},
};
const groups: Readonly<Record<string, number>> = {
  ...{'768-bit': 1, '1024-bit': 2, '1536-bit': 5, '2048-bit': 14, '3072-bit': 15, '4096-bit': 16},
};

const none = {aggressive: null, keyGrade: null} as const;

/** IKEv1. A policy names the proposals that it offers, and has the key. */
function phaseOne(tree: readonly ConfigNode[]): Proposal[] {
  const policies = matching(tree, /^ike policy (?<name>\S+) (?<rest>.*)$/).map(
    ({match: {groups: told}}) => told?.['rest'] ?? '',
  );
  const proposals = matching(
    tree,
    /^ike proposal (?<name>\S+)(?: encryption (?<cipher>\S+))?(?: hash (?<hash>\S+))?(?: group (?<group>\S+))?/,
  );
  return proposals.map(({match: {groups: told}}) => {
    const {name = '', cipher, hash, group} = told ?? {};
    const users = policies.filter((rest) => rest.split(/[ ,]/).includes(name));
    const grades = users.map((rest) => gradeOf(rest));
    return {
      ...{name, phase: 'ike', version: 'ikev1'},
      encryption: cipher === undefined ? [] : [ciphers[cipher] ?? cipher],
      integrity: hash === undefined ? [] : [hashes[hash] ?? hash],
      dhGroups: group === undefined ? [] : [groups[group] ?? 0].filter((number) => number > 0),
      aggressive: users.length === 0 ? null : users.some((rest) => / mode aggressive /.test(` ${rest} `)),
      keyGrade:
        grades.find((grade) => grade === 'default') ?? grades.find((grade) => grade === 'weak') ?? grades[0] ?? null,
    };
  });
}

function phaseTwo(tree: readonly ConfigNode[]): Proposal[] {
  return matching(tree, /^ipsec autokey-proposal (?<name>\S+) (?<rest>.*)$/).map(({match: {groups: told}}) => {
    const words = (told?.['rest'] ?? '')
      .split(' ')
      .filter((word) => /^(?:esp|ah)-/.test(word))
      .map((word) => word.replace(/^(?:esp|ah)-/, ''));
    return {
      ...{name: told?.['name'] ?? '', phase: 'ipsec', version: 'ikev1', dhGroups: [], ...none},
      encryption: words.flatMap((word) => ciphers[word] ?? []),
      integrity: words.flatMap((word) => hashes[word] ?? []),
    };
  });
}

function wordsOf(nodes: readonly ConfigNode[], pattern: RegExp, names: Readonly<Record<string, string>>): string[] {
  return matching(nodes, pattern).flatMap(({match}) => (match[1] ?? '').split(' ').map((word) => names[word] ?? word));
}

/** IKEv2: in profiles, and in interfaces of their own. */
function ikev2(tree: readonly ConfigNode[]): Proposal[] {
  const grades = matching(tree, /^ikev2 authentication psk /).map(({node}) => gradeOf(node.text));
  const keyGrade =
    grades.find((grade) => grade === 'default') ?? grades.find((grade) => grade === 'weak') ?? grades[0] ?? null;
  const places = matching(tree, /^(?:ikev2 (?<profile>default-profile|profile \S+)|interface (?<name>\S+))$/);
  return places.flatMap(({node: {children}, match}) => {
    const name = match.groups?.['profile'] ?? match.groups?.['name'] ?? '';
    return (['sa', 'child'] as const).flatMap((kind): Proposal[] => {
      const of = (word: string): RegExp => new RegExp(`^(?:ikev2 )?${kind}-proposal ${word} (.+)$`);
      const [encryption, integrity] = [
        wordsOf(children, of('enc'), ciphers),
        wordsOf(children, of('integrity'), hashes),
      ];
      const dh = kind === 'sa' ? of('dh') : /^(?:ikev2 )?child-pfs (.+)$/;
      const dhGroups = wordsOf(children, dh, {}).flatMap((word) => groups[word] ?? []);
      if (encryption.length + integrity.length + dhGroups.length === 0) return [];
      const common = {encryption, integrity, dhGroups, version: 'ikev2' as const, aggressive: null};
      return [
        {
          name: `${name} ${kind}`,
          phase: kind === 'sa' ? 'ike' : 'ipsec',
          ...common,
          keyGrade: kind === 'sa' ? keyGrade : null,
        },
      ];
    });
  });
}

/** Whether a policy or a map names none of the proposals: what the router proposes by itself is not known. */
function leavesOpen(tree: readonly ConfigNode[], lines: RegExp, named: RegExp): boolean {
  const names = new Set(matching(tree, named).map(({match}) => match[1] ?? ''));
  return matching(tree, lines).some(({node}) => !node.text.split(/[ ,]/).some((word) => names.has(word)));
}

export const deviceVpn: Reading<DeviceFacts['deviceVpn']> = {
  ask: [configAsk],
  parse(answers) {
    const tree = readTree(answers);
    const proposals = [...phaseOne(tree), ...phaseTwo(tree), ...ikev2(tree)];
    const remoteAccess = [
      ...(matching(tree, /^interface /).some(({node}) => has(node.children, /^tunnel mode l2tp/)) ? ['l2tp'] : []),
      ...(has(tree, /^ipsec dynamic-map /) ? ['ipsec'] : []),
    ];
    // What is offered where nothing is set is not known.
    const bare =
      has(tree, /^(?:ike policy|ikev2 )/) ||
      matching(tree, /^interface /).some(({node}) => has(node.children, /^ikev2 /));
    const open = proposals.some(({encryption, integrity}) => encryption.length === 0 || integrity.length === 0);
    const byItself =
      leavesOpen(tree, /^ike policy \S+ peer /, /^ike proposal (\S+)/) ||
      leavesOpen(tree, /^ipsec (?:autokey|dynamic)-map \S+ /, /^ipsec autokey-proposal (\S+)/);
    return open || byItself || (bare && proposals.length === 0)
      ? partial({proposals, remoteAccess}, 'unsupported')
      : whole({proposals, remoteAccess});
  },
};
