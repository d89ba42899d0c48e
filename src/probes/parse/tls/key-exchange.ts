import {cursorOf, readOrNull} from '../cursor.ts';
import {bitsOf} from '../bits.ts';
import {groupName} from './groups.ts';

const namedCurve = 3;

/**
 * The group in which a server exchanges keys by a suite, as its ServerKeyExchange tells: `dh-1024`, `secp256r1`; null: none,
 * or not understood.
 */
export function readGroup(suite: string, body: Buffer): string | null {
  return readOrNull(() => {
    const cursor = cursorOf(body);
    if (/^TLS_DHE?_/.test(suite)) return `dh-${bitsOf(cursor.counted(2))}`;
    if (!/^TLS_ECDHE?_/.test(suite) || cursor.number(1) !== namedCurve) return null;
    return groupName(cursor.number(2));
  });
}
