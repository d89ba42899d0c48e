import {bitsOf} from '../bits.ts';
import {cursorOf, readOrNull, type Cursor} from '../cursor.ts';

/** What a server offers, RFC 4253, 7.1: names in its order, those of both directions together. */
export interface KexInit {
  readonly kex: string[];
  readonly hostKeys: string[];
  readonly ciphers: string[];
  readonly macs: string[];
  readonly compression: string[];
}

const types = {kexInit: 20, reply: 31} as const;
const longestName = 128;

/** What follows the type of a packet that is not encrypted; null: it is another one, or not whole. */
function payloadOf(packet: Buffer, type: number): Cursor | null {
  return readOrNull(() => {
    const body = cursorOf(cursorOf(packet).counted(4));
    const padding = body.number(1);
    const payload = cursorOf(body.take(Math.max(body.left() - padding, 0)));
    return payload.number(1) === type ? payload : null;
  });
}

function names(cursor: Cursor): string[] {
  const list = cursor
    .counted(4)
    .toString('latin1')
    .replaceAll(/[^\x21-\x7e]/g, '?');
  return list === '' ? [] : list.split(',').map((name) => name.slice(0, longestName));
}

const both = (cursor: Cursor): string[] => [...new Set([...names(cursor), ...names(cursor)])];

/** null: it is none, or not whole. */
export function readKexInit(packet: Buffer): KexInit | null {
  const payload = payloadOf(packet, types.kexInit);
  if (payload === null) return null;
  return readOrNull(() => {
    payload.take(16);
    return {
      kex: names(payload),
      hostKeys: names(payload),
      ciphers: both(payload),
      macs: both(payload),
      compression: both(payload),
    };
  });
}

/** Bits of the RSA host key in the answer of a key exchange (RFC 4253, 8; RFC 5656, 4); null: it holds none. */
export function readRsaBits(packet: Buffer): number | null {
  const payload = payloadOf(packet, types.reply);
  if (payload === null) return null;
  return readOrNull(() => {
    const key = cursorOf(payload.counted(4));
    if (key.counted(4).toString('latin1') !== 'ssh-rsa') return null;
    key.counted(4);
    return bitsOf(key.counted(4));
  });
}

/** Bits of the group that a server hands out, RFC 4419, 3; null: it is none. */
export function readGroupBits(packet: Buffer): number | null {
  const payload = payloadOf(packet, types.reply);
  return payload === null ? null : readOrNull(() => bitsOf(payload.counted(4)));
}
