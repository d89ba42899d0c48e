import {readFile} from 'node:fs/promises';
import {networkInterfaces} from 'node:os';
import ipaddr from 'ipaddr.js';
import PQueue from 'p-queue';
import type {SweepAsk} from '../../model/outside.ts';
import {portsOf} from '../../model/port-list.ts';
import {closeFully, connect} from './connect.ts';
import type {ConnectLimits} from './connect-ports.ts';
import type {Pace} from './pace.ts';

/** Addresses of a range but those of the network and of broadcasts, and but those left out. */
export function addressesOf({range, except}: SweepAsk): string[] {
  const [network, bits] = ipaddr.IPv4.parseCIDR(range);
  const first = network.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
  const count = 2 ** (32 - bits);
  const [from, to] = bits >= 31 ? [0, count] : [1, count - 1];
  const left = new Set(except);
  return Array.from({length: to - from}, (_, index) => {
    const number = first + from + index;
    return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
  }).filter((address) => !left.has(address));
}

const entry = /^(?<address>\d+(?:\.\d+){3})\s+0x\d+\s+0x(?<flags>[0-9a-f]+)\s+(?<mac>[0-9a-f:]{17})\s/i;

/** Hardware addresses that this machine has learnt of its neighbours; none where the system does not tell. */
async function neighbours(): Promise<ReadonlyMap<string, string>> {
  const table = await readFile('/proc/net/arp', 'utf8').catch(() => '');
  const lines = table.split('\n').map((line) => entry.exec(line)?.groups ?? {});
  // Without the flag 2 the neighbour never answered.
  const known = lines.filter(({flags = '0'}) => (parseInt(flags, 16) & 2) !== 0);
  return new Map(known.map(({address = '', mac = ''}) => [address, mac.toLowerCase()]));
}

/** A sign that something is at an address: a connection, a refusal by the host itself, or an answer to ARP alone. */
async function signOf(
  address: string,
  ports: readonly number[],
  ms: number,
  pace: Pace,
  signal: AbortSignal,
): Promise<string | null> {
  for (const port of ports) {
    await pace();
    const attempt = await connect(address, port, ms, signal);
    if (attempt.state === 'open') {
      await closeFully(attempt.socket);
      return `open ${port}`;
    }
    if (attempt.state === 'closed') return `closed ${port}`;
    if (attempt.state === 'unreachable') return null;
  }
  return null;
}

/** What is at the addresses of a range, as `readSweep` reads it. @throws TransportError, or what the signal says */
export async function sweep(
  ask: SweepAsk,
  {atOnce, ms}: ConnectLimits,
  pace: Pace,
  signal: AbortSignal,
): Promise<string> {
  const ports = portsOf(ask.ports);
  const own = new Set(Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({address}) => address)));
  const addresses = addressesOf(ask).filter((address) => !own.has(address));
  const signs = new Map<string, string>();
  const failures: unknown[] = [];
  const queue = new PQueue({concurrency: atOnce});
  const one = async (address: string): Promise<void> => {
    try {
      const sign = await signOf(address, ports, ms, pace, signal);
      if (sign !== null) signs.set(address, sign);
    } catch (error) {
      failures.push(error);
      queue.clear();
    }
  };
  for (const address of addresses) void queue.add(() => one(address));
  await queue.onIdle();
  if (failures.length > 0) throw failures[0];
  const macs = await neighbours();
  const lines = addresses.flatMap((address) => {
    const sign = signs.get(address) ?? (macs.has(address) ? 'silent' : null);
    return sign === null ? [] : [`host ${address} ${macs.get(address) ?? '-'} ${sign}`];
  });
  return ['mizumori sweep', `range ${ask.range}`, `asked ${addresses.length}`, ...lines].join('\n');
}
