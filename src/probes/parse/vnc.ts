import type {Transcript} from '../../model/transcript.ts';
import {speaks, strange, type Told} from './told.ts';

/** RFC 6143, 7.2, and IANA: ways to log in to a screen. */
const typeNames: Readonly<Record<number, string>> = {
  1: 'None',
  2: 'VNC Authentication',
  5: 'RA2',
  6: 'RA2ne',
  16: 'Tight',
  17: 'Ultra',
  18: 'TLS',
  19: 'VeNCrypt',
  20: 'SASL',
  21: 'MD5',
  22: 'xvp',
  23: 'Secure Tunnel',
  24: 'SSH',
  30: 'Apple Diffie-Hellman',
  33: 'Apple Kerberos',
  35: 'Apple SRP',
  36: 'Apple SRP',
  113: 'MS-Logon',
  114: 'MS-Logon II',
  129: 'RA2_256',
  130: 'RA2ne_256',
};

/** Ways to log in within VeNCrypt. */
const innerNames: Readonly<Record<number, string>> = {
  256: 'Plain',
  257: 'TLSNone',
  258: 'TLSVnc',
  259: 'TLSPlain',
  260: 'X509None',
  261: 'X509Vnc',
  262: 'X509Plain',
  263: 'TLSSASL',
  264: 'X509SASL',
  265: 'Ident',
  266: 'TLSIdent',
  267: 'X509Ident',
};

export interface VncServer {
  /** `3.8` */
  readonly version: string;
  /** null: it was not told. Before 3.7 the server chooses, and says so only to a client that has settled on the version. */
  readonly securityTypes: string[] | null;
}

/** What is within VeNCrypt, of which the number was told before; null: that was not told. */
function innerTypes(count: Buffer | undefined, list: Buffer | undefined): string[] | null {
  const wanted = count?.[1] ?? 0;
  if (list === undefined || wanted === 0 || list.length !== wanted * 4) return null;
  return Array.from({length: wanted}, (_, index) => {
    const type = list.readUInt32BE(index * 4);
    return `VeNCrypt ${innerNames[type] ?? `type ${type}`}`;
  });
}

function typesIn(list: Buffer | undefined): string[] | null {
  const types = [...(list?.subarray(1) ?? [])];
  if (types.length === 0 || types.length !== list?.[0]) return null;
  return [...new Set(types.map((type) => typeNames[type] ?? `type ${type}`))];
}

/** What a server of screens said: its version, and the ways to log in that it offers. RFC 6143, 7.1 */
export function readVnc(transcript: Transcript): Told<VncServer> {
  const {received} = transcript;
  const version = /^RFB (\d{3})\.(\d{3})\n$/.exec(received[0]?.toString('latin1') ?? '');
  if (version === null) return strange(transcript);
  const outer = typesIn(received[1]);
  const inner = innerTypes(received[3], received[4]) ?? ['VeNCrypt'];
  const types = outer?.flatMap((type) => (type === 'VeNCrypt' ? inner : [type]));
  return speaks({
    version: `${Number(version[1])}.${Number(version[2])}`,
    securityTypes: types === undefined ? null : [...new Set(types)],
  });
}
