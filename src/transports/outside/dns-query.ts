import {randomInt} from 'node:crypto';
import type {LookupAsk} from '../../model/outside.ts';

const types = {MX: 15, TXT: 16} as const;
const headerBytes = 12;
/** Largest answer over UDP that no network on the way should have to break up. */
const largestDatagram = 1232;

const numbers = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => bytes.writeUInt16BE(value, at * 2));
  return bytes;
};

function question({name, type}: LookupAsk): Buffer {
  const labels = name.split('.').flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'latin1')]);
  return Buffer.concat([...labels, Buffer.from([0]), numbers(types[type], 1)]);
}

export interface DnsQuery {
  readonly bytes: Buffer;
  /** Whether a message is an answer to this very question. */
  readonly isAnswer: (message: Buffer) => boolean;
}

/** RFC 1035, 4.1, with RFC 6891: one question, with the wish for recursion, under a number that nobody can guess. */
export function dnsQuery(ask: LookupAsk): DnsQuery {
  const id = randomInt(0x10000);
  const asked = question(ask);
  const options = Buffer.concat([Buffer.from([0]), numbers(41, largestDatagram, 0, 0, 0)]);
  const isAnswer = (message: Buffer): boolean => {
    if (message.length < headerBytes + asked.length || message.readUInt16BE(0) !== id) return false;
    const repeated = message
      .subarray(headerBytes, headerBytes + asked.length)
      .toString('latin1')
      .toLowerCase();
    // A response, to a query of the usual kind.
    return (message.readUInt16BE(2) & 0xf800) === 0x8000 && repeated === asked.toString('latin1').toLowerCase();
  };
  return {bytes: Buffer.concat([numbers(id, 0x0100, 1, 0, 0, 1), asked, options]), isAnswer};
}

/** Whether an answer says that it had no room for all of it. */
export const isTruncated = (message: Buffer): boolean => (message.readUInt16BE(2) & 0x0200) !== 0;

/** The message under the number 0: what was drawn for one question tells nothing of the answer. */
export function withoutNumber(message: Buffer): Buffer {
  return Buffer.concat([numbers(0), message.subarray(2)]);
}
