import type {Transcript} from '../../model/transcript.ts';
import {ourTransmit} from '../dialogues/ntp.ts';
import {speaks, strange, unclear, type Told} from './told.ts';
import {brief} from './wire-text.ts';

export interface NtpTime {
  readonly version: number;
  readonly synchronised: boolean;
  /** 0: none, and `reference` says why. */
  readonly stratum: number;
  /** Source of a server of stratum 1, or address (its digest, for IPv6) of the server that it follows. */
  readonly reference: string;
  /** Milliseconds since 1970 at which it answered, and how much later that may have been. */
  readonly answeredAt: number;
}

const secondsBefore1970 = 2_208_988_800;

/** Seconds of NTP begin anew in 2036: the half of all numbers that lies around now is meant. */
function unixMs(bytes: Buffer): number {
  const seconds = bytes.readUInt32BE(0);
  const era = seconds < 0x8000_0000 ? 2 ** 32 : 0;
  return (seconds + era - secondsBefore1970) * 1000 + (bytes.readUInt32BE(4) / 2 ** 32) * 1000;
}

function referenceOf(bytes: Buffer, stratum: number): string {
  return stratum <= 1 ? brief(bytes.toString('latin1').replaceAll('\0', '')) : [...bytes].join('.');
}

/** Not now, and not to you: RFC 5905 7.4. */
const refusals = new Set(['RATE', 'DENY', 'RSTR']);

/** The answer of a server (mode 4): RFC 5905 7.3. */
export function readNtpTime(transcript: Transcript): Told<NtpTime> {
  const packet = transcript.received[0] ?? Buffer.alloc(0);
  const isAnswer = packet.length === 48 && (packet.readUInt8(0) & 7) === 4;
  if (!isAnswer || !packet.subarray(24, 32).equals(ourTransmit)) return strange(transcript);
  const [first, stratum] = [packet.readUInt8(0), packet.readUInt8(1)];
  const reference = referenceOf(packet.subarray(12, 16), stratum);
  if (stratum === 0 && refusals.has(reference)) return unclear('unsupported');
  return speaks({
    version: (first >> 3) & 7,
    synchronised: first >> 6 !== 3 && stratum > 0 && stratum < 16,
    stratum,
    reference,
    answeredAt: unixMs(packet.subarray(40, 48)),
  });
}

/** Variables that a server told to a stranger; the first datagram of them. */
export function readNtpVariables(transcript: Transcript): Told<{readonly software: string | null}> {
  const packet = transcript.received[0] ?? Buffer.alloc(0);
  // An answer (0x80) to the question with our number; with the bit of errors (0x40) it is a refusal.
  const isAnswer = packet.length >= 12 && (packet.readUInt8(0) & 7) === 6 && (packet.readUInt8(1) & 0x9f) === 0x82;
  if (!isAnswer || packet.readUInt16BE(2) !== 1 || (packet.readUInt8(1) & 0x40) !== 0) return strange(transcript);
  const text = packet.toString('latin1', 12, Math.min(12 + packet.readUInt16BE(10), packet.length));
  const version = /(?:^|[,\s])version="([^"]{1,200})"/.exec(text)?.[1];
  return speaks({software: version === undefined ? null : brief(version)});
}

/** Length of the question for the list. */
const asked = 8;

export interface MonitorList {
  /** Bytes that came for each byte that was sent. */
  readonly amplification: number;
}

/** The list of clients (mode 7); a server that knows no such question answers with an error, or not at all. */
export function readMonitorList(transcript: Transcript): Told<MonitorList> {
  const packets = transcript.received[0] ?? Buffer.alloc(0);
  const isAnswer = packets.length >= 8 && (packets.readUInt8(0) & 0x87) === 0x87 && packets.readUInt8(3) === 0x2a;
  const gives = isAnswer && packets.readUInt8(4) >> 4 === 0 && (packets.readUInt16BE(4) & 0xfff) > 0;
  return gives ? speaks({amplification: Math.round(packets.length / asked)}) : strange(transcript);
}
