import type {Leave} from './leave.ts';

/** What is asked of an address from outside, with no account there: which ports are open, and what answers at them. */

export const portTools = ['connect', 'nmap'] as const;
export type PortTool = (typeof portTools)[number];

/** TCP ports of one address. Each is connected to in full, and closed. */
export interface PortsAsk {
  readonly kind: 'ports';
  readonly id: 'tcp-ports';
  /** `22,80,8000-8100`: ascending, without ports of control protocols. */
  readonly ports: string;
  /** `nmap`: by nmap where this machine has it; it closes each connection with a reset. `connect`: by ourselves, closed in full. */
  readonly tool: PortTool;
  readonly privilege: 'user';
  readonly cost: 'cheap';
}

/** Addresses of a range that the inventory does not have: whether anything is there. */
export interface SweepAsk {
  readonly kind: 'sweep';
  /** `hosts@192.0.2.0/24`. */
  readonly id: string;
  readonly range: string;
  /** Addresses that are left out, sorted: those of the inventory. */
  readonly except: readonly string[];
  /** Tried one after the other until one answers, be it by refusing. */
  readonly ports: string;
  readonly privilege: 'user';
  readonly cost: 'cheap';
}

export const lookupPurposes = ['mx', 'spf', 'dmarc', 'dkim'] as const;
export type LookupPurpose = (typeof lookupPurposes)[number];

/** A question to a DNS server about a mail domain of the site, with the wish for recursion: RFC 1035. */
export interface LookupAsk {
  readonly kind: 'lookup';
  /** `dkim/example.lg.jp/s1._domainkey.example.lg.jp`: purpose, mail domain, name that is asked for. */
  readonly id: string;
  readonly name: string;
  readonly type: 'MX' | 'TXT';
  readonly privilege: 'user';
  readonly cost: 'cheap';
}

/**
 * How the end of a part of an answer is known. Whatever it is, the part also ends when the peer closes, when the dialogue has
 * used up its time, and at its limit of bytes.
 */
export type WireEnd =
  /** The first line that matches ends it: a regular expression of ours, linear, over one line without its line end. */
  | {readonly at: 'line'; readonly like: string}
  | {readonly at: 'bytes'; readonly count: number}
  /** All up to the end of the first match: a regular expression of ours, linear, that begins with `^`, over the bytes read as Latin-1. */
  | {readonly at: 'match'; readonly like: string}
  /** A number of `bytes` bytes at `offset` tells how many bytes there are; `plus`: those that it does not count. */
  | {
      readonly at: 'length';
      readonly offset: number;
      readonly bytes: number;
      readonly order: 'big' | 'little';
      readonly plus: number;
    }
  /** The length of a BER element (X.690) tells how many bytes there are. */
  | {readonly at: 'ber'}
  /** Nothing has come for so long, in milliseconds, after the first bytes. */
  | {readonly at: 'silence'; readonly ms: number}
  | {readonly at: 'close'};

/** What a read keeps of what a peer said, to be said back to it in a later step; nothing else of it ever is. */
export interface Keep {
  /** Lower-case letters. */
  readonly name: string;
  /** A linear regular expression with one group, over the bytes read as Latin-1. The dialogue is over where it does not match. */
  readonly like: string;
  /** Most bytes that are kept; where there are more, the dialogue is over. */
  readonly most: number;
}

export type WireStep =
  /**
   * Bytes as `escapeBytes` writes them. `{{address}}` stands for the address of the asset, `{{host}}` for the same as URLs
   * write it, `{{domain}}` as mail addresses do; `{{2:…}}` for the bytes inside and their number before them, in two bytes,
   * high byte first; `{{sni}}` for the server name extension of a ClientHello (RFC 6066) where the address is a name, and for
   * nothing where it is none; `{{=name}}` for what an earlier read kept. `again`: a datagram that is sent once more where no
   * answer has come for a while, as it may be lost.
   */
  | {readonly do: 'send'; readonly bytes: string; readonly again?: true}
  /** `like`: the dialogue is over unless what came matches: a linear regular expression over the bytes read as Latin-1. */
  | {readonly do: 'read'; readonly end: WireEnd; readonly like?: string; readonly keep?: Keep}
  /** From here on under TLS, whatever certificate the peer shows; its chain is part of the answer. */
  | {readonly do: 'tls'};

/**
 * `read`: what any client sends. `trial`: tries what should not be allowed (a well-known community, an anonymous login); only
 * where a zone opts in. `control`: reads the identity of a controller; only where the asset opts in.
 */
export type DialogueClass = 'read' | 'trial' | 'control';

/** What is said over one connection, or in datagrams to one port, whichever port that is. */
export interface Dialogue {
  /** `smtp`, `tls-1.0`: unique. */
  readonly id: string;
  readonly class: DialogueClass;
  readonly transport: 'tcp' | 'udp';
  /** Service by which an inventory says that it runs at another port: `smtp/2525`. */
  readonly service: string;
  /** Other services that speak it, too, and at whose ports it is held. */
  readonly also?: readonly string[];
  /** Ports at which the service is expected. */
  readonly ports: readonly number[];
  readonly steps: readonly WireStep[];
  /** Longest it may take, in seconds. */
  readonly seconds: number;
  /** Most bytes taken from the peer. */
  readonly limit: number;
}

/** A dialogue at one port. Over TCP it is held only where the port was found open. */
export interface WireAsk {
  readonly kind: 'wire';
  /** `smtp@tcp/25`. */
  readonly id: string;
  readonly class: DialogueClass;
  readonly transport: 'tcp' | 'udp';
  readonly port: number;
  readonly steps: readonly WireStep[];
  readonly seconds: number;
  readonly limit: number;
  readonly privilege: 'user';
  readonly cost: 'cheap';
  /** Of the classes `trial` and `control`: by whose leave. */
  readonly leave?: Leave;
}

export function wireAsk(dialogue: Dialogue, port: number, leave: Leave | null = null): WireAsk {
  const {id, class: kind, transport, steps, seconds, limit} = dialogue;
  return {
    kind: 'wire',
    id: `${id}@${transport}/${port}`,
    class: kind,
    transport,
    port,
    steps,
    seconds,
    limit,
    privilege: 'user',
    cost: 'cheap',
    ...(leave === null ? {} : {leave: {by: leave.by, until: leave.until, document: leave.document}}),
  };
}

/** Dialogue and port of the id of a wire ask; null for the id of another ask. */
export function wireName(id: string): {readonly dialogue: string; readonly port: number} | null {
  const groups = /^(?<dialogue>[a-z0-9.-]+)@(?:tcp|udp)\/(?<port>\d{1,5})$/.exec(id)?.groups;
  return groups === undefined ? null : {dialogue: groups['dialogue'] ?? '', port: Number(groups['port'])};
}

function stepText(step: WireStep): string {
  switch (step.do) {
    case 'send':
      return step.again === true ? `> ${step.bytes} (≤2)` : `> ${step.bytes}`;
    case 'read':
      return step.keep === undefined ? '<' : `< {{=${step.keep.name}}}`;
    case 'tls':
      return '= tls';
    default:
      return step satisfies never;
  }
}

/** Range of the id of a sweep, or the name of a report of one; null for the id of another ask. */
export function sweepRange(id: string): string | null {
  return /^hosts@(?<range>[0-9./]{9,18}|report-\d{1,6})$/.exec(id)?.groups?.['range'] ?? null;
}

/** A sweep as it is told to a person. */
export function sweepText({range, except, ports}: SweepAsk): string {
  return `${range} tcp/${ports}${except.length === 0 ? '' : ` - ${except.join(' ')}`}`;
}

/** What the id of a lookup tells; null for the id of another ask. */
export function lookupOf(
  id: string,
): {readonly purpose: LookupPurpose; readonly domain: string; readonly name: string} | null {
  const groups = /^(?<purpose>[a-z]+)\/(?<domain>[a-z0-9._-]+)\/(?<name>[a-z0-9._-]+)$/.exec(id)?.groups;
  const purpose = lookupPurposes.find((each) => each === groups?.['purpose']);
  if (groups === undefined || purpose === undefined) return null;
  return {purpose, domain: groups['domain'] ?? '', name: groups['name'] ?? ''};
}

/** A dialogue as it is told to a person: `tcp/25: <, > EHLO …\r\n, <`. */
export function wireText({transport, port, steps}: WireAsk): string {
  return `${transport}/${port}: ${steps.map(stepText).join(' ')}`;
}
