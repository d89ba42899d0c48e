import type {Transcript} from '../../model/transcript.ts';
import {speaks, strange, type Told} from './told.ts';

export interface IpmiInterface {
  readonly version2: boolean;
  /** Sessions without any authentication. */
  readonly withoutAuthentication: boolean;
  /** A user without a name and without a password. */
  readonly anonymousLogin: boolean;
  /** Version 2 with the key of the maker, which is zeros. */
  readonly defaultKey: boolean;
}

/** Capabilities of a channel: IPMI v2.0 22.13. They are the same whichever session they are asked in. */
export function readIpmi(transcript: Transcript): Told<IpmiInterface> {
  const message = transcript.received[0] ?? Buffer.alloc(0);
  const isAnswer = message.length === 30 && message[0] === 6 && message[3] === 7 && message[4] === 0;
  // Answer of the network function `application`, the command, and that it went well.
  if (!isAnswer || message.readUInt8(15) >> 2 !== 7 || message[19] !== 0x38 || message[20] !== 0)
    return strange(transcript);
  const [types, status, extended] = [message.readUInt8(22), message.readUInt8(23), message.readUInt8(24)];
  const version2 = (types & 0x80) !== 0 && (extended & 2) !== 0;
  return speaks({
    version2,
    withoutAuthentication: (types & 1) !== 0,
    anonymousLogin: (status & 1) !== 0,
    defaultKey: version2 && (status & 0x20) === 0,
  });
}
