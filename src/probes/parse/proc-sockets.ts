export interface Socket {
  readonly protocol: 'tcp' | 'udp';
  /** Without the interface name; `*` for every address of both families. */
  readonly address: string;
  readonly port: number;
  readonly loopbackOnly: boolean;
  /** Name, number and systemd unit of the owner; null when they were not shown. */
  readonly process: string | null;
  readonly pid: number | null;
  readonly unit: string | null;
}

export function isLoopback(address: string, device: string): boolean {
  return device === 'lo' || /^(?:127\.|::ffff:127\.)/.test(address) || address === '::1';
}

/** The kernel prints addresses as 32-bit words in the machine's byte order: little-endian on all that we meet. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
  const mapped = bytes.slice(0, 12).join('') === '00000000000000000000ffff';
  if (mapped)
    return `::ffff:${bytes
      .slice(12)
      .map((byte) => Number.parseInt(byte, 16))
      .join('.')}`;
  const groups = Array.from({length: 8}, (_, at) =>
    bytes
      .slice(at * 2, at * 2 + 2)
      .join('')
      .replace(/^0{1,3}/, ''),
  );
  const text = groups.join(':');
  return text === '0:0:0:0:0:0:0:0' ? '::' : text === '0:0:0:0:0:0:0:1' ? '::1' : text;
}

const row = /^\d{1,9}: (?<address>[0-9A-F]{8}|[0-9A-F]{32}):(?<port>[0-9A-F]{4}) \S{8,40} (?<state>[0-9A-F]{2}) /i;

/** A row of /proc/net/tcp and its like: proc_pid_net(5). State 0A listens; a UDP socket without a peer is in state 07. */
function procSocket(line: string, protocol: 'tcp' | 'udp'): Socket | null | 'other' {
  const groups = row.exec(line)?.groups;
  if (groups === undefined) return null;
  if (groups['state']?.toUpperCase() !== (protocol === 'tcp' ? '0A' : '07')) return 'other';
  const address = addressOf((groups['address'] ?? '').toLowerCase());
  const port = Number.parseInt(groups['port'] ?? '', 16);
  return {protocol, address, port, loopbackOnly: isLoopback(address, ''), process: null, pid: null, unit: null};
}

/** Tables of the kernel one after the other; null for a row that was not understood. */
export function procSockets(lines: readonly string[]): (Socket | null)[] {
  let protocol: 'tcp' | 'udp' = 'tcp';
  const found: (Socket | null)[] = [];
  for (const line of lines) {
    // The heads of the two tables of UDP name a column that those of TCP do not have.
    if (line.startsWith('sl ')) protocol = /\bdrops$/.test(line) ? 'udp' : 'tcp';
    else {
      const socket = procSocket(line, protocol);
      if (socket !== 'other') found.push(socket);
    }
  }
  return found;
}
