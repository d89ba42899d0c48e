import {escapeBytes, unescapeBytes} from '../../model/escaped.ts';
import {sentence} from './sentence.ts';

/** What a ClientHello offers. */
export interface Offer {
  /** `client_version`, as 0x0303. */
  readonly version: number;
  /** Codes of cipher suites, those preferred first. */
  readonly suites: readonly number[];
  /** Extensions; null: none at all, as SSL 3.0 knows them. */
  readonly extensions: readonly string[] | null;
}

const numbers = (list: readonly number[], width: 1 | 2): string => {
  const bytes = Buffer.alloc(list.length * width);
  for (const [index, number] of list.entries()) bytes.writeUIntBE(number, index * width, width);
  return escapeBytes(bytes);
};

/** Bytes with their number before them: where that depends on the address, it is left to be filled in, see `WireStep`. */
function counted(width: 1 | 2 | 3, inner: string): string {
  if (inner.includes('{{')) return `{{${width}:${inner}}}`;
  const count = Buffer.alloc(width);
  count.writeUIntBE(unescapeBytes(inner).length, 0, width);
  return escapeBytes(count) + inner;
}

export const extension = (type: number, body: string): string => numbers([type], 2) + counted(2, body);

const noCompression = [0];
/** DEFLATE, RFC 3749, before none: whoever can compress does. */
const compressions = [1, 0];
/** RFC 5746, for servers that take no extensions. */
const renegotiationSignal = 0x00ff;

const groups = {
  // Those that nobody should use any more come last: only who has no better takes them.
  old: [29, 23, 24, 25, 30, 26, 27, 28, 22, 21, 14, 12, 10, 7, 19, 3, 16],
  new: [29, 23, 24, 25, 30],
};

const schemes = {
  old: [0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0402, 0x0203, 0x0201, 0x0202],
  new: [0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601],
};

const supportedGroups = (codes: readonly number[]): string => extension(10, counted(2, numbers(codes, 2)));
const signatureAlgorithms = (codes: readonly number[]): string => extension(13, counted(2, numbers(codes, 2)));
const uncompressedPoints = extension(11, counted(1, numbers([0], 1)));

/** For elliptic curves, RFC 8422; `signatures`: for TLS 1.2, RFC 5246. */
export const oldExtensions = (signatures: boolean): string[] => [
  '{{sni}}',
  supportedGroups(groups.old),
  uncompressedPoints,
  ...(signatures ? [signatureAlgorithms(schemes.old)] : []),
];

const x25519 = 29;
/** Any 32 bytes are a public key of X25519. */
const keyShare = extension(51, counted(2, numbers([x25519], 2) + counted(2, escapeBytes(sentence))));

/** For TLS 1.3 and nothing before it, RFC 8446. */
export const newExtensions: readonly string[] = [
  '{{sni}}',
  extension(43, counted(1, numbers([0x0304], 2))),
  supportedGroups(groups.new),
  signatureAlgorithms(schemes.new),
  keyShare,
];

const handshake = {record: 0x16, clientHello: 1} as const;

/** A ClientHello as bytes of a step: of TLS 1.3 where `isNew`, else of what came before. */
export function clientHello({version, suites, extensions}: Offer, isNew = false): string {
  const offered = isNew ? suites : [...suites, renegotiationSignal];
  const body = [
    numbers([version], 2),
    escapeBytes(sentence),
    counted(1, isNew ? escapeBytes(sentence) : ''),
    counted(2, numbers(offered, 2)),
    counted(1, numbers(isNew ? noCompression : compressions, 1)),
    ...(extensions === null ? [] : [counted(2, extensions.join(''))]),
  ];
  // Servers of before TLS 1.2 look at the version of the record, too.
  const recordVersion = Math.min(version, 0x0301);
  const record = counted(2, numbers([handshake.clientHello], 1) + counted(3, body.join('')));
  return numbers([handshake.record], 1) + numbers([recordVersion], 2) + record;
}

/** A CLIENT-HELLO of SSL 2.0 that offers kinds of cipher, by their codes. */
export function oldClientHello(codes: readonly number[]): string {
  const ciphers = Buffer.alloc(codes.length * 3);
  for (const [index, code] of codes.entries()) ciphers.writeUIntBE(code, index * 3, 3);
  const challenge = sentence.subarray(0, 16);
  const lengths = [ciphers.length, 0, challenge.length];
  const body = numbers([1], 1) + numbers([2, ...lengths], 2) + escapeBytes(ciphers) + escapeBytes(challenge);
  const length = 1 + 2 * 4 + ciphers.length + challenge.length;
  return numbers([0x8000 + length], 2) + body;
}
