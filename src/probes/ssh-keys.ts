import {z} from 'zod';
import type {GapReason} from '../model/evidence.ts';
import type {Dialogue} from '../model/outside.ts';
import {defineOutsideProbe, field, partial, whole, type Answers, type WireTold} from '../model/probe.ts';
import {groupDialogue, keyDialogues} from './dialogues/ssh.ts';
import {int, intOrNull} from './parse/fields.ts';
import {readGroupBits, readRsaBits} from './parse/ssh/packets.ts';
import {readSsh} from './parse/ssh/server.ts';

const bit = {unit: {en: 'bit', ja: 'ビット'}} as const;
const Server = z.object({
  port: int('Port', 'ポート'),
  rsaBits: intOrNull('Length of the RSA host key', 'RSAホスト鍵の鍵長', bit),
  groupBits: intOrNull('Smallest group of the group exchange', '群交換で使う最小の群', bit),
});

/** What one dialogue told of one thing: null for what the server does not have. */
type Bits = {readonly state: 'known'; readonly bits: number | null} | {readonly state: 'unknown' | 'no server'};

/** What is looked for, and whether a server that offers these names has it. */
interface Sought {
  readonly dialogues: readonly Dialogue[];
  readonly has: RegExp;
  readonly from: (packet: Buffer) => number | null;
}

const hostKey: Sought = {dialogues: keyDialogues, has: /^(?:ssh-rsa|rsa-sha2-(?:256|512))$/, from: readRsaBits};
const group: Sought = {dialogues: [groupDialogue], has: /^diffie-hellman-group-exchange-/, from: readGroupBits};

function bitsTold({has, from}: Sought, {transcript}: WireTold): Bits {
  const told = readSsh(transcript);
  if (told.state !== 'speaks') return {state: told.state === 'other' ? 'no server' : 'unknown'};
  const {kex, hostKeys} = told.server;
  if (![...kex, ...hostKeys].some((name) => has.test(name))) return {state: 'known', bits: null};
  const bits = from(transcript.received[2] ?? Buffer.alloc(0));
  return bits === null ? {state: 'unknown'} : {state: 'known', bits};
}

/** By port: of several ways to the same, the first that knows. */
function byPort(answers: Answers, sought: Sought): ReadonlyMap<number, Bits> {
  const found = new Map<number, Bits>();
  for (const told of sought.dialogues.flatMap(({id}) => answers.wire(id))) {
    if (found.get(told.port)?.state !== 'known') found.set(told.port, bitsTold(sought, told));
  }
  return found;
}

/** Lengths of what protects an SSH connection, which its names do not tell. */
export const sshKeys = defineOutsideProbe({
  fact: 'sshKeys',
  title: {en: 'Key lengths of SSH from outside', ja: '外部から見たSSHの鍵長'},
  schema: z.object({servers: field(z.array(Server), 'SSH servers', 'SSHサーバ')}),
  outside: {
    dialogues: [...keyDialogues, groupDialogue],
    parse(answers) {
      const keys = byPort(answers, hostKey);
      const groups = byPort(answers, group);
      const reasons: GapReason[] = [];
      const servers = [...new Set([...keys.keys(), ...groups.keys()])].flatMap((port) => {
        const both = [keys.get(port), groups.get(port)];
        if (both.every((told) => told?.state === 'no server')) return [];
        if (both.some((told) => told?.state !== 'known')) reasons.push('no-common-algorithm');
        const [rsaBits = null, groupBits = null] = both.map((told) => (told?.state === 'known' ? told.bits : null));
        return [{port, rsaBits, groupBits}];
      });
      const value = {servers: servers.sort((a, b) => a.port - b.port)};
      return reasons.length === 0 ? whole(value) : partial(value, reasons[0]);
    },
  },
});
