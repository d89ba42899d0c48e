import {spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Namespace} from './namespace.ts';

/** A packet of IPv4 as the cable saw it; ARP without ports. */
export interface Packet {
  /** When it passed, by the clock of the kernel, in milliseconds of Unix time. */
  readonly at: number;
  readonly protocol: 'tcp' | 'udp' | 'arp' | 'other';
  readonly from: string;
  readonly fromPort: number;
  readonly to: string;
  readonly toPort: number;
  /** Of TCP. */
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly reset: boolean;
  readonly sequence: number;
  readonly payload: Buffer;
}

const nothing = {fromPort: 0, toPort: 0, syn: false, ack: false, fin: false, reset: false, sequence: 0};
const addressAt = (bytes: Buffer, at: number): string => [...bytes.subarray(at, at + 4)].join('.');

function packetOf(frame: Buffer): Omit<Packet, 'at'> {
  const type = frame.readUInt16BE(12);
  if (type === 0x0806) {
    const [from, to] = [addressAt(frame, 28), addressAt(frame, 38)];
    return {...nothing, protocol: 'arp', from, to, payload: Buffer.alloc(0)};
  }
  if (type !== 0x0800) return {...nothing, protocol: 'other', from: '', to: '', payload: frame};
  const ip = frame.subarray(14, 14 + frame.readUInt16BE(16));
  const body = ip.subarray(((ip[0] ?? 0) & 15) * 4);
  const ends = {from: addressAt(ip, 12), to: addressAt(ip, 16)};
  const ports = (): {fromPort: number; toPort: number} => ({
    fromPort: body.readUInt16BE(0),
    toPort: body.readUInt16BE(2),
  });
  if (ip[9] === 17) return {...nothing, protocol: 'udp', ...ends, ...ports(), payload: body.subarray(8)};
  if (ip[9] !== 6) return {...nothing, protocol: 'other', ...ends, payload: body};
  const flags = body[13] ?? 0;
  return {
    protocol: 'tcp',
    ...ends,
    ...ports(),
    fin: (flags & 1) !== 0,
    syn: (flags & 2) !== 0,
    reset: (flags & 4) !== 0,
    ack: (flags & 16) !== 0,
    sequence: body.readUInt32BE(4),
    payload: body.subarray(((body[12] ?? 0) >> 4) * 4),
  };
}

/** Packets of a file of tcpdump, little-endian, Ethernet. */
export function packetsOf(file: Buffer): Packet[] {
  const packets: Packet[] = [];
  for (let at = 24; at + 16 <= file.length;) {
    const length = file.readUInt32LE(at + 8);
    const passed = file.readUInt32LE(at) * 1000 + file.readUInt32LE(at + 4) / 1000;
    packets.push({at: passed, ...packetOf(file.subarray(at + 16, at + 16 + length))});
    at += 16 + length;
  }
  return packets;
}

/** What one side sent over one connection, in the order of its numbers, each byte once. */
export function streamOf(packets: readonly Packet[]): Buffer {
  const start = packets.find(({syn}) => syn)?.sequence ?? 0;
  const parts = packets.filter(({payload}) => payload.length > 0);
  const offset = ({sequence}: Packet): number => (sequence - start - 1) >>> 0;
  let stream = Buffer.alloc(0);
  for (const part of parts.toSorted((a, b) => offset(a) - offset(b)))
    stream = Buffer.concat([stream, part.payload.subarray(Math.max(stream.length - offset(part), 0))]);
  return stream;
}

export interface Capture {
  /** Ends it. */
  readonly packets: () => Promise<Packet[]>;
}

const program = '/usr/bin/tcpdump';

/** By the last of the counts that it was asked for. @throws Error when packets were lost on the way to it */
function isUpToDate(said: string): boolean {
  const counts = said.split('\n').findLast((line) => /packets dropped by kernel/.test(line)) ?? '';
  const [captured = 0, received = Infinity, dropped = 0] = (counts.match(/\d+/g) ?? []).map(Number);
  if (dropped > 0) throw new Error(`not every packet was taken down: ${counts}`);
  return captured >= received;
}

/** Takes down all that the plant's end of a cable sees, but for IPv6, which it has by itself. */
export async function capture({within}: Namespace, file: string): Promise<Capture> {
  if (!existsSync(program)) throw new Error('these tests look at packets: apt-get install tcpdump');
  // Room for some thousand packets that it has no time for yet.
  const room = ['-s', '9000', '-B', '65536'];
  const words = [program, '-i', 'cable', '-U', '-n', '--immediate-mode', ...room, '-Z', 'root', '-w', file, 'not ip6'];
  const [name = '', ...args] = [...within, ...words];
  const child = spawn(name, args, {stdio: ['ignore', 'ignore', 'pipe']});
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for (let i = 0; !said.includes('listening on'); i++) {
    if (i === 2400 || child.exitCode !== null) throw new Error(`tcpdump does not start: ${said}`);
    await sleep(25);
  }
  const exited = new Promise((resolve) => child.once('exit', resolve));
  return {
    async packets() {
      // What is on its way through the kernel is still to come: it tells how much it got of what there is.
      for (let i = 0; !isUpToDate(said); i++) {
        if (i === 600) throw new Error(`tcpdump does not come to an end: ${said.slice(-1000)}`);
        child.kill('SIGUSR1');
        await sleep(100);
      }
      child.kill('SIGINT');
      await exited;
      return packetsOf(readFileSync(file));
    },
  };
}
