import type {Dialogue} from '../../model/outside.ts';
import {ask, ber, bigEndian, hex, read} from './bytes.ts';

/** Request ids that our questions bear: what does not answer with them is no answer. */
export const requestId = 0x6d7a;

const id = hex('02026d7a');
const nothing = hex('0500');
const common = {transport: 'udp', service: 'snmp', ports: [161], limit: 8192} as const;
/** An answer is one datagram. */
const answer = read({at: 'ber'});

/** A get of v3 that names no engine, by which a client learns which one it speaks to: RFC 3414 4. */
const discovery = ber(
  0x30,
  hex('020103'),
  ber(0x30, id, hex('020205dc'), hex('040104'), hex('020103')),
  ber(0x04, ber(0x30, hex('0400 020100 020100 0400 0400 0400'))),
  ber(0x30, hex('0400 0400'), ber(0xa0, id, hex('020100 020100 3000'))),
);

export const snmpEngineDialogue: Dialogue = {
  ...common,
  id: 'snmp-engine',
  class: 'read',
  steps: [ask(discovery), answer],
  seconds: 2,
};

/** sysDescr.0 */
const wanted = ber(0x30, ber(0x30, hex('06082b06010201010100'), nothing));

const get = (version: number, community: string, requestId: number): Buffer =>
  ber(
    0x30,
    Buffer.concat([hex('0201'), Buffer.from([version])]),
    ber(0x04, Buffer.from(community)),
    ber(0xa0, hex('0202'), bigEndian(requestId, 2), hex('020100 020100'), wanted),
  );

/**
 * Communities that makers deliver or print in their manuals, the first of `default` in `checks/data/default-passwords.yaml`
 * that are words of SNMP: as few as tell, since an agent may report each refusal.
 */
const communities = ['public', 'private', 'community', 'snmp', 'manager', 'cisco'] as const;

export interface CommunityDialogue {
  readonly version: '1' | '2c';
  /** Each with the number of its request. */
  readonly requests: ReadonlyMap<number, string>;
  readonly dialogue: Dialogue;
}

function trial(version: '1' | '2c', words: readonly string[]): CommunityDialogue {
  const requests = words.map((community, index) => [requestId + index, community] as const);
  const dialogue: Dialogue = {
    ...common,
    id: `snmp-${version}`,
    class: 'trial',
    steps: [
      ...requests.map(([id, community]) => ask(get(version === '1' ? 0 : 1, community, id))),
      read({at: 'silence', ms: 500}),
    ],
    seconds: 3,
  };
  return {version, requests: new Map(requests), dialogue};
}

/** v1 is asked for the two that every agent knew: who takes others takes them in v2c as well. */
export const communityDialogues: readonly CommunityDialogue[] = [
  trial('2c', communities),
  trial('1', communities.slice(0, 2)),
];
