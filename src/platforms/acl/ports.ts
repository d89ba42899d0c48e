import {readPort} from './names.ts';
import {peek, take, type AclSyntax, type Words} from './syntax.ts';

const highest = 65_535;

function span(from: number, to: number): string {
  return from === to ? `${from}` : `${from}-${to}`;
}

function below(port: number): readonly string[] {
  return port === 0 ? [] : [span(0, port - 1)];
}

function above(port: number): readonly string[] {
  return port === highest ? [] : [span(port + 1, highest)];
}

/** Every port that stands next: `eq 22 443`. */
function list(words: Words, {ports}: AclSyntax): number[] {
  const found: number[] = [];
  for (let port = readPort(peek(words), ports); port !== null; port = readPort(peek(words), ports)) {
    found.push(port);
    take(words);
  }
  return found;
}

/** All ports but these. */
function except(ports: readonly number[]): readonly string[] {
  const sorted = [...new Set(ports)].sort((a, b) => a - b);
  const edges = [-1, ...sorted, highest + 1];
  return edges.slice(1).flatMap((edge, index) => {
    const from = (edges[index] ?? 0) + 1;
    return from < edge ? [span(from, edge - 1)] : [];
  });
}

function range(words: Words, {ports}: AclSyntax): readonly string[] | null {
  const from = readPort(take(words), ports);
  const to = readPort(take(words), ports);
  return from === null || to === null || from > to ? null : [span(from, to)];
}

function matched(operator: string, first: number, ports: readonly number[]): readonly string[] {
  switch (operator) {
    case 'eq':
      return ports.map((port) => span(port, port));
    case 'neq':
      return except(ports);
    case 'lt':
      return below(first);
    case 'gt':
      return above(first);
    default:
      return [];
  }
}

const operators: ReadonlySet<string> = new Set(['eq', 'neq', 'lt', 'gt', 'range']);

export function startsPorts(word: string): boolean {
  return operators.has(word);
}

/** An operator and its ports: `eq 22 443`, `range 1024 65535`; null when they are not understood, or match nothing. */
export function readPorts(words: Words, syntax: AclSyntax): readonly string[] | null {
  const operator = take(words);
  if (operator === 'range') return range(words, syntax);
  const ports = list(words, syntax);
  const [first] = ports;
  if (first === undefined || (ports.length > 1 && operator !== 'eq' && operator !== 'neq')) return null;
  const found = matched(operator, first, ports);
  return found.length === 0 ? null : found;
}
