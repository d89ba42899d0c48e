import {TransportError} from '../connection.ts';
import type {Reply} from './line.ts';
import {envelope, readCommunityMessage} from './message.ts';
import {tags} from './pdu.ts';

/** What snmp-native can read back. */
const longestCommunity = 127;

/** Of SNMPv1 and v2c, as in their messages. */
export const versionNumbers = {'1': 0, '2c': 1} as const;

/** @throws TransportError for what the libraries would put another community in place of. */
export function communityBytes(community: string): Buffer {
  const bytes = Buffer.from(community);
  if (bytes.length === 0) throw new TransportError('auth-failed', 'the community is empty');
  if (bytes.length > longestCommunity)
    throw new TransportError('unsupported', 'the community is longer than 127 bytes');
  return bytes;
}

interface Answers {
  readonly current: () => Reply;
  readonly onDatagram: (bytes: Buffer, deliver: (bytes: Buffer) => void) => void;
}

/**
 * Reads answers in place of a library, which is given only an envelope to find the request by: it calls back before
 * `onDatagram` returns, and `current` is the answer then. At any other time it has given up waiting: silent.
 */
export function answersFor(version: number, community: Buffer): Answers {
  let current: Reply = {kind: 'silent'};
  return {
    current: (): Reply => current,
    onDatagram(bytes: Buffer, deliver: (bytes: Buffer) => void): void {
      const message = readCommunityMessage(bytes);
      const {pdu} = message;
      if (message.version !== version || pdu.type !== tags.response || !message.community.equals(community)) {
        throw new Error('not an answer to this session');
      }
      current = {kind: 'answer', status: pdu.status, instances: pdu.instances};
      try {
        deliver(envelope(version, community, pdu.requestId));
      } finally {
        current = {kind: 'silent'};
      }
    },
  };
}
