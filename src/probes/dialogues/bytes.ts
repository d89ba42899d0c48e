import {escapeBytes} from '../../model/escaped.ts';
import type {WireEnd, WireStep} from '../../model/outside.ts';

/** Bytes written as hexadecimal digits with spaces between them as a reader wants them. */
export const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');

/** A number in so many bytes, the most significant first. */
export function bigEndian(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

/** A number in so many bytes, the least significant first. */
export function littleEndian(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}

/** Texts are sent as they are: they may hold what stands for something, as `{{address}}` does. */
export function send(...parts: readonly (Buffer | string)[]): WireStep {
  return {do: 'send', bytes: parts.map((part) => (typeof part === 'string' ? part : escapeBytes(part))).join('')};
}

/** A datagram, sent once more where no answer comes. */
export const ask = (...parts: readonly Buffer[]): WireStep => ({
  do: 'send',
  bytes: escapeBytes(Buffer.concat(parts)),
  again: true,
});

export const read = (end: WireEnd, like?: string): WireStep =>
  like === undefined ? {do: 'read', end} : {do: 'read', end, like};

/** A BER element (X.690), in its shortest form. */
export function ber(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length =
    content.length < 0x80 ? bigEndian(content.length, 1) : Buffer.concat([hex('82'), bigEndian(content.length, 2)]);
  return Buffer.concat([bigEndian(tag, 1), length, content]);
}
