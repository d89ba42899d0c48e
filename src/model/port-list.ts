/** Ports from `from` to `to`, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

const one = '(?:[1-9]\\d{0,4})';
const form = new RegExp(`^(?:${one}(?:-${one})?(?:,${one}(?:-${one})?)*)?$`);

/** Ports as they are written, `22,80,8000-8100`; an empty text is no port. null: not a list of ports. */
export function readPorts(text: string): readonly PortRange[] | null {
  if (!form.test(text)) return null;
  const ranges = text === '' ? [] : text.split(',').map(rangeOf);
  return ranges.every(({from, to}) => from <= to && to <= 65_535) ? ranges : null;
}

function rangeOf(text: string): PortRange {
  const [from = 0, to = from] = text.split('-').map(Number);
  return {from, to};
}

/** Every port of a list, ascending, each once. @throws Error for what is no list */
export function portsOf(text: string): number[] {
  const ranges = readPorts(text);
  if (ranges === null) throw new Error(`not a list of ports: ${text}`);
  // However often a list names a port, it is counted once.
  const all: number[] = [];
  for (const {from, to} of [...ranges].sort((a, b) => a.from - b.from))
    for (let port = Math.max(from, (all.at(-1) ?? 0) + 1); port <= to; port += 1) all.push(port);
  return all;
}

/** The shortest text for some ports: ascending, neighbours as ranges. */
export function writePorts(ports: readonly number[]): string {
  const ranges: {from: number; to: number}[] = [];
  for (const port of [...new Set(ports)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.to === port - 1) last.to = port;
    else ranges.push({from: port, to: port});
  }
  return ranges.map(({from, to}) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
