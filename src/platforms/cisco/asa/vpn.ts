import type {DeviceVpn} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {algorithmWords, encryptionName, integrityName} from '../algorithms.ts';
import {told, type CiscoConfig} from '../config.ts';

type Proposal = DeviceVpn['proposals'][number];

function lists({children}: ConfigNode): Pick<Proposal, 'encryption' | 'integrity' | 'dhGroups'> {
  const list = (pattern: RegExp): string[] =>
    (lastValue(children, pattern) ?? '').split(/\s+/).filter((word) => word !== '');
  return {
    encryption: list(/^(?:protocol esp )?encryption (.+)$/).map(encryptionName),
    integrity: list(/^(?:(?:protocol esp )?integrity|hash) (.+)$/).map(integrityName),
    dhGroups: list(/^group ([\d ]+)$/).map(Number),
  };
}

function ike(config: CiscoConfig, version: 'ikev1' | 'ikev2', aggressive: boolean | null): Proposal[] {
  return matching(config.nodes, new RegExp(`^crypto ${version} policy (\\d+)$`)).map(({node, match}) => ({
    name: match[1] ?? '',
    phase: 'ike',
    version,
    ...lists(node),
    aggressive,
    keyGrade: null,
  }));
}

function transformSets({nodes}: CiscoConfig): Proposal[] {
  return matching(nodes, /^crypto ipsec (?:ikev1 )?transform-set (\S+) (esp-.+)$/).map(({match}) => {
    const words = algorithmWords(match[2] ?? '');
    return {
      name: match[1] ?? '',
      phase: 'ipsec',
      version: 'ikev1',
      encryption: words
        .filter((word) => !/hmac/.test(word))
        .map((word) => encryptionName(word.replace(/aes-(\d{3})/, 'aes $1'))),
      integrity: words.filter((word) => /hmac/.test(word)).map(integrityName),
      dhGroups: [],
      aggressive: null,
      keyGrade: null,
    };
  });
}

function ipsecProposals({nodes}: CiscoConfig): Proposal[] {
  return matching(nodes, /^crypto ipsec ikev2 ipsec-proposal (\S+)$/).map(({node, match}) => ({
    name: match[1] ?? '',
    phase: 'ipsec',
    version: 'ikev2',
    ...lists(node),
    aggressive: null,
    keyGrade: null,
  }));
}

/** The device hides pre-shared keys: their grade cannot be told. Aggressive mode is answered unless it is switched off: `crypto ikev1 am-disable`. */
export function readVpn(config: CiscoConfig): Parsed<DeviceVpn> {
  const {nodes} = config;
  const web = matching(nodes, /^webvpn$/).some(({node}) => has(node.children, /^enable \S/));
  const l2tp = matching(nodes, /^group-policy \S+ attributes$/).some(({node}) =>
    has(node.children, /^vpn-tunnel-protocol .*\bl2tp-ipsec\b/),
  );
  const aggressive = !has(nodes, /^crypto (?:ikev1|isakmp) am-disable$/);
  return told(config, {
    proposals: [
      ...ike(config, 'ikev1', aggressive),
      ...ike(config, 'ikev2', null),
      ...transformSets(config),
      ...ipsecProposals(config),
    ],
    remoteAccess: [...(web ? ['SSL-VPN'] : []), ...(l2tp ? ['L2TP/IPsec'] : [])],
  });
}
