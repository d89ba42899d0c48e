import type {Transcript} from '../../model/transcript.ts';
import {callId} from '../dialogues/rpc.ts';
import {brokenOff, speaks, strange, type Told} from './told.ts';

export interface RpcProgram {
  readonly program: number;
  /** Name by which it is known; null for others. */
  readonly name: string | null;
  readonly version: number;
  readonly protocol: 'tcp' | 'udp' | 'other';
  readonly port: number;
}

/** /etc/rpc */
const names: Readonly<Record<number, string>> = {
  100000: 'portmapper',
  100001: 'rstatd',
  100002: 'rusersd',
  100003: 'nfs',
  100004: 'ypserv',
  100005: 'mountd',
  100007: 'ypbind',
  100009: 'yppasswdd',
  100011: 'rquotad',
  100012: 'sprayd',
  100021: 'nlockmgr',
  100024: 'status',
  100068: 'cmsd',
  100083: 'ttdbserverd',
  100227: 'nfs_acl',
  100232: 'sadmind',
};
const protocols: Readonly<Record<number, RpcProgram['protocol']>> = {6: 'tcp', 17: 'udp'};

/** The mark of the record, the reply to our call, that it was accepted and went well. */
const head = 28;

/** The list of programs: each behind a 1, its end is a 0. RFC 1833 3.1 */
export function readRpc(transcript: Transcript): Told<{readonly programs: RpcProgram[]}> {
  const reply = transcript.received[0] ?? Buffer.alloc(0);
  if (reply.length < 12 || reply.readUInt32BE(4) !== callId || reply.readUInt32BE(8) !== 1) return strange(transcript);
  // Denied, or by a server that does not know the call: it is one all the same.
  if (reply.length < head || reply.readUInt32BE(12) !== 0 || reply.readUInt32BE(24) !== 0)
    return speaks({programs: []});
  const programs: RpcProgram[] = [];
  for (let at = head; at + 4 <= reply.length; at += 20) {
    if (reply.readUInt32BE(at) === 0) return speaks({programs});
    if (at + 20 > reply.length) break;
    const program = reply.readUInt32BE(at + 4);
    programs.push({
      program,
      name: names[program] ?? null,
      version: reply.readUInt32BE(at + 8),
      protocol: protocols[reply.readUInt32BE(at + 12)] ?? 'other',
      port: reply.readUInt32BE(at + 16),
    });
  }
  return brokenOff(transcript);
}
