import {Gap} from '../../model/fact.ts';
import type {CommandText} from '../../model/probe.ts';
import {isLoopback, procSockets, type Socket} from './proc-sockets.ts';

const local = /^(?<address>\S{1,100}):(?<port>\d{1,5})$/;
const owner = /users:\(\("(?<process>[^"]{1,64})",pid=(?<pid>\d{1,10}),/;
const group = /\bcgroup:(?<path>\/\S{0,500})/;

function unitOf(path: string | undefined): string | null {
  return path?.split('/').findLast((part) => /\.(?:service|scope|socket)$/.test(part)) ?? null;
}

/** A line of ss -Htulpne: protocol, state, queues, local and peer address, owner, details. */
function ssSocket(line: string): Socket | null {
  const [protocol = '', , , , where = ''] = line.split(/\s+/, 5);
  const groups = local.exec(where)?.groups;
  const port = Number(groups?.['port']);
  if ((protocol !== 'tcp' && protocol !== 'udp') || groups === undefined || port > 65_535) return null;
  const [bare = '', device = ''] = (groups['address'] ?? '').split('%', 2);
  const address = bare.replace(/^\[|\]$/g, '');
  const by = owner.exec(line)?.groups;
  return {
    protocol,
    address,
    port,
    loopbackOnly: isLoopback(address, device.replace(/\]$/, '')),
    process: by?.['process'] ?? null,
    pid: by === undefined ? null : Number(by['pid']),
    unit: unitOf(group.exec(line)?.groups?.['path']),
  };
}

function distinct(sockets: readonly Socket[]): Socket[] {
  const byKey = sockets.map((socket) => [JSON.stringify(socket), socket] as const);
  return [...new Map(byKey).values()];
}

export interface SocketList {
  readonly sockets: readonly Socket[];
  /** False when a line was not understood. */
  readonly complete: boolean;
  /** True when the owners of all sockets were shown, those of other users too. */
  readonly ownersShown: boolean;
}

/** Answer of the ask `listeners`. @throws Gap when it is no such answer */
export function readSockets(answer: CommandText): SocketList {
  const lines = answer.text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const bySs = lines.at(-1) === '= ss';
  if (!bySs && !answer.cut && !lines.some((line) => line.startsWith('sl '))) {
    throw new Gap('unsupported', 'neither ss nor /proc/net could be read');
  }
  const read =
    lines[0]?.startsWith('sl ') === true
      ? procSockets(lines)
      : lines.filter((line) => !line.startsWith('= ')).map(ssSocket);
  const sockets = read.filter((socket) => socket !== null);
  return {
    sockets: distinct(sockets),
    complete: !read.includes(null) && !answer.cut,
    ownersShown: bySs && answer.privileged,
  };
}
