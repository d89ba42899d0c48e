/** BER for agents of the tests: written apart from what is tested. */
export function ber(tag: number, ...parts: readonly (Buffer | number)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part)));
  const {length} = content;
  const head = length < 128 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

export function int(value: number, tag = 0x02): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return ber(tag, bytes);
}

function base128(arc: number): number[] {
  const digits = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift(128 + (rest % 128));
  return digits;
}

export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return ber(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

export function octetString(value: string | Buffer): Buffer {
  return ber(0x04, Buffer.from(value));
}

export function varbind(name: string, value: Buffer): Buffer {
  return ber(0x30, oid(name), value);
}

export interface Request {
  readonly version: number;
  readonly community: string;
  /** 0xa0 get, 0xa1 get-next, 0xa5 get-bulk. */
  readonly type: number;
  readonly id: number;
  /** max-repetitions of a get-bulk. */
  readonly repetitions: number;
  readonly oids: readonly string[];
}

interface Element {
  readonly tag: number;
  readonly content: Buffer;
  readonly rest: Buffer;
}

function element(bytes: Buffer): Element {
  const [tag = 0, first = 0] = bytes;
  const octets = first > 127 ? first - 128 : 0;
  const length = octets === 0 ? first : bytes.readUIntBE(2, octets);
  const from = 2 + octets;
  return {tag, content: bytes.subarray(from, from + length), rest: bytes.subarray(from + length)};
}

export function elements(bytes: Buffer): Element[] {
  const found: Element[] = [];
  for (let rest = bytes; rest.length > 0; rest = (found.at(-1) as Element).rest) found.push(element(rest));
  return found;
}

function oidOf(content: Buffer): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of content) {
    arc = arc * 128 + (octet & 127);
    if (octet < 128) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  return [Math.floor(first / 40), first % 40, ...rest].join('.');
}

function number({content}: Element): number {
  return content.readIntBE(0, content.length);
}

/** Reads a request of SNMPv1 or v2c. */
export function readRequest(bytes: Buffer): Request {
  const [version, community, pdu] = elements(element(bytes).content) as [Element, Element, Element];
  const [id, , repetitions, list] = elements(pdu.content) as [Element, Element, Element, Element];
  const oids = elements(list.content).map(({content}) => oidOf(element(content).content));
  return {
    version: number(version),
    community: community.content.toString(),
    type: pdu.tag,
    id: number(id),
    repetitions: number(repetitions),
    oids,
  };
}

export interface Response {
  readonly varbinds?: readonly Buffer[];
  readonly status?: number;
  readonly index?: number;
  readonly id?: number;
  readonly community?: string;
  readonly type?: number;
}

export function respond(request: Request, response: Response): Buffer {
  const {varbinds = [], status = 0, index = 0, type = 0xa2} = response;
  const pdu = ber(type, int(response.id ?? request.id), int(status), int(index), ber(0x30, ...varbinds));
  return ber(0x30, int(request.version), octetString(response.community ?? request.community), pdu);
}
