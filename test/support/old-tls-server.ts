import {X509Certificate} from 'node:crypto';
import {readFileSync} from 'node:fs';

const versions = {least: 0x0300, greatest: 0x0301} as const;

/** RC4_128_MD5, 3DES, two of export grade, DES: what a device of 2003 knew. */
const known = [0x0004, 0x000a, 0x0003, 0x0008, 0x0009];

const counted = (width: number, bytes: Buffer): Buffer => {
  const count = Buffer.alloc(width);
  count.writeUIntBE(bytes.length, 0, width);
  return Buffer.concat([count, bytes]);
};
const message = (type: number, body: Buffer): Buffer => Buffer.concat([Buffer.from([type]), counted(3, body)]);
const record = (type: number, version: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type, version >> 8, version & 0xff]), counted(2, body)]);

export const alertRecord = (version: number, level: number, description: number): Buffer =>
  record(0x15, version, Buffer.from([level, description]));

/** The answer of a server that chose a suite: its hello, its certificate, and that this is all. */
export function flightOf(version: number, suite: number, der: Buffer, compression = 0): Buffer {
  const body = Buffer.alloc(2 + 32 + 1 + 2 + 1);
  body.writeUInt16BE(version, 0);
  body.writeUInt16BE(suite, 35);
  body[37] = compression;
  const hello = record(0x16, version, message(2, body));
  const certificate = record(0x16, version, message(11, counted(3, counted(3, der))));
  return Buffer.concat([hello, certificate, record(0x16, version, message(14, Buffer.alloc(0)))]);
}

/** SERVER-HELLO of SSL 2.0 with RC4 and DES. */
export function oldFlightOf(der: Buffer): Buffer {
  const suites = Buffer.from('010080060040', 'hex');
  const head = Buffer.from([4, 0, 1, 0, 2]);
  const lengths = Buffer.alloc(6);
  for (const [index, length] of [der.length, suites.length, 16].entries()) lengths.writeUInt16BE(length, index * 2);
  const body = Buffer.concat([head, lengths, der, suites, Buffer.alloc(16)]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(0x8000 + body.length);
  return Buffer.concat([length, body]);
}

/**
 * A server as they were before 2004: SSL 2.0, SSL 3.0 and TLS 1.0 with the ciphers of then, DEFLATE, and no secure
 * renegotiation. Nothing that is packaged today speaks like that any more.
 */
export function oldServer(certificate: string): (hello: Buffer) => Buffer {
  const der = new X509Certificate(readFileSync(certificate)).raw;
  return (hello) => {
    if (hello.readUInt8(0) >= 0x80) return oldFlightOf(der);
    const version = Math.min(hello.readUInt16BE(9), versions.greatest);
    const sessionEnd = 44 + hello.readUInt8(43);
    const count = hello.readUInt16BE(sessionEnd) / 2;
    const offered = Array.from({length: count}, (_, index) => hello.readUInt16BE(sessionEnd + 2 + index * 2));
    const suite = known.find((code) => offered.includes(code));
    if (version < versions.least || suite === undefined) return alertRecord(version, 2, 40);
    return flightOf(version, suite, der, 1);
  };
}
