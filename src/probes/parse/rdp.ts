import type {Transcript} from '../../model/transcript.ts';
import {speaks, strange, unclear, type Told} from './told.ts';

/** What a server made of the way in which a client wanted to secure the connection. `demands`: the way that it wants instead. */
export interface RdpAnswer {
  readonly selected: 'standard' | 'tls' | 'nla' | null;
  readonly demands: 'tls' | 'nla' | null;
}

/** MS-RDPBCGR 2.2.1.2.1. An early user authorisation result (8) comes after CredSSP. */
const selections: Readonly<Record<number, RdpAnswer['selected']>> = {0: 'standard', 1: 'tls', 2: 'nla', 8: 'nla'};
/** MS-RDPBCGR 2.2.1.2.2: SSL_REQUIRED, HYBRID_REQUIRED, SSL_WITH_USER_AUTH_REQUIRED. */
const demanded: Readonly<Record<number, RdpAnswer['demands']>> = {1: 'tls', 5: 'nla', 6: 'tls'};

/** The answer to a connection request of X.224: MS-RDPBCGR 2.2.1.2. */
export function readRdp(transcript: Transcript): Told<RdpAnswer> {
  const message = transcript.received[0] ?? Buffer.alloc(0);
  const isConfirm = message.length >= 11 && message[0] === 3 && (message.readUInt8(5) & 0xf0) === 0xd0;
  if (!isConfirm) return strange(transcript);
  // A server that is older than these ways knows only its own.
  if (message.length < 19)
    return message.length === 11 ? speaks({selected: 'standard', demands: null}) : unclear('unsupported');
  const [type, code] = [message[11], message.readUInt32LE(15)];
  if (type === 2) {
    const selected = selections[code];
    return selected === undefined ? unclear('unsupported') : speaks({selected, demands: null});
  }
  return type === 3 ? speaks({selected: null, demands: demanded[code] ?? null}) : unclear('unsupported');
}
