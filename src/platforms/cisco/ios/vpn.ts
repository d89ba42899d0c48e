import type {DeviceVpn} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {gradeOf} from '../../text/grade.ts';
import {algorithmWords, encryptionName, integrityName} from '../algorithms.ts';
import {told, type CiscoConfig} from '../config.ts';

type Proposal = DeviceVpn['proposals'][number];
type Grade = Proposal['keyGrade'];

const order: readonly Grade[] = ['default', 'weak', 'ok'];

/** The worst of the keys that are readable; null when none is. */
function worstKey(nodes: readonly ConfigNode[], pattern: RegExp): Grade {
  const grades = matching(nodes, pattern).map(({match}) => (match[1] === '6' ? null : gradeOf(match[0])));
  return order.find((grade) => grades.includes(grade)) ?? null;
}

/** Defaults of a policy: Cisco IOS Security Command Reference, `crypto isakmp policy` (DES, SHA-1, group 1). */
function isakmp(node: ConfigNode, name: string, aggressive: boolean, keyGrade: Grade): Proposal {
  const {children} = node;
  return {
    name,
    phase: 'ike',
    version: 'ikev1',
    encryption: [encryptionName(lastValue(children, /^encr(?:yption)? (.+)$/) ?? 'des')],
    integrity: [integrityName(lastValue(children, /^hash (\S+)$/) ?? 'sha')],
    dhGroups: [Number(lastValue(children, /^group (\d{1,2})$/) ?? 1)],
    aggressive,
    keyGrade: lastValue(children, /^authentication (\S+)/) === 'pre-share' ? keyGrade : null,
  };
}

function ikev2({children}: ConfigNode, name: string): Proposal {
  const list = (pattern: RegExp): string[] => algorithmWords(lastValue(children, pattern) ?? '');
  return {
    name,
    phase: 'ike',
    version: 'ikev2',
    encryption: list(/^encryption (.+)$/).map(encryptionName),
    integrity: list(/^integrity (.+)$/).map(integrityName),
    dhGroups: list(/^group (.+)$/)
      .map(Number)
      .filter(Number.isInteger),
    aggressive: null,
    keyGrade: null,
  };
}

function transformSet(name: string, text: string): Proposal {
  const words = algorithmWords(text);
  const integrity = words.filter((word) => /hmac/.test(word));
  return {
    name,
    phase: 'ipsec',
    version: null,
    encryption: words.filter((word) => word.startsWith('esp-') && !/hmac/.test(word)).map(encryptionName),
    integrity: integrity.map(integrityName),
    dhGroups: [],
    aggressive: null,
    keyGrade: null,
  };
}

const remote: readonly (readonly [string, RegExp])[] = [
  ['SSL-VPN', /^webvpn gateway /],
  ['EasyVPN', /^crypto isakmp client configuration group /],
  ['L2TP/PPTP', /^vpdn enable$/],
];

export function readVpn(config: CiscoConfig): Parsed<DeviceVpn> {
  const {nodes} = config;
  const aggressive = !has(nodes, /^crypto isakmp aggressive-mode disable$/);
  const rings = matching(nodes, /^crypto keyring /).flatMap(({node}) => node.children);
  const key = worstKey(
    [...nodes, ...rings],
    /^(?:crypto isakmp key|pre-shared-key address \S+(?: [\d.]+)? key) (?:([06]) )?<secret [^>]*>/,
  );
  const value: DeviceVpn = {
    proposals: [
      ...matching(nodes, /^crypto isakmp policy (\d+)$/).map(({node, match}) =>
        isakmp(node, match[1] ?? '', aggressive, key),
      ),
      ...matching(nodes, /^crypto ikev2 proposal (\S+)/).map(({node, match}) => ikev2(node, match[1] ?? '')),
      ...matching(nodes, /^crypto ipsec transform-set (\S+) (.+)$/).map(({match}) =>
        transformSet(match[1] ?? '', match[2] ?? ''),
      ),
    ],
    remoteAccess: remote.filter(([, pattern]) => has(nodes, pattern)).map(([name]) => name),
  };
  return told(config, value);
}
