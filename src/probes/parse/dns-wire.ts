import type {Transcript} from '../../model/transcript.ts';
import {questionId} from '../dialogues/dns.ts';
import {speaks, strange, type Told} from './told.ts';
import {brief} from './wire-text.ts';

export interface DnsServer {
  /** It would look names up for the scanner. */
  readonly recursion: boolean;
  /** null: it does not tell. */
  readonly software: string | null;
}

/** An answer to our question; each is one datagram. */
function isAnswer(message: Buffer | undefined): message is Buffer {
  return (
    message !== undefined &&
    message.length >= 12 &&
    message.readUInt16BE(0) === questionId &&
    message.readUInt8(2) >= 0x80
  );
}

/** Where a name ends, whose labels may end in a reference to another; null: it does not. */
function afterName(message: Buffer, start: number): number | null {
  let at = start;
  for (let label = 0; label < 128; label++) {
    const length = message[at];
    if (length === undefined) return null;
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2;
    at += length + 1;
  }
  return null;
}

/** Text of the first answer of the class CHAOS. */
function chaosText(message: Buffer): string | null {
  if (message.readUInt16BE(4) !== 1 || message.readUInt16BE(6) === 0) return null;
  const question = afterName(message, 12);
  const record = question === null ? null : afterName(message, question + 4);
  if (record === null || record + 11 > message.length) return null;
  const [type, kind] = [message.readUInt16BE(record), message.readUInt16BE(record + 2)];
  const length = message.readUInt8(record + 10);
  if (type !== 16 || kind !== 3 || length === 0) return null;
  return brief(message.toString('utf8', record + 11, record + 11 + length));
}

/** What a server answers for 127.0.0.1 and to `version.bind`. */
export function readDns(transcript: Transcript): Told<DnsServer> {
  const [first, second] = transcript.received;
  if (!isAnswer(first)) return strange(transcript);
  const text = isAnswer(second) ? chaosText(second) : null;
  return speaks({recursion: (first.readUInt8(3) & 0x80) !== 0, software: text === '' ? null : text});
}
