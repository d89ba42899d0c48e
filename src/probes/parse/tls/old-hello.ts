import {cursorOf, readOrNull} from '../cursor.ts';
import {oldSuites} from './suites.ts';

export interface OldHello {
  readonly suites: readonly string[];
  /** DER. */
  readonly certificate: Buffer;
}

const serverHello = 4;

/** A server's answer to a CLIENT-HELLO of SSL 2.0; null: it is none. */
export function readOldHello(bytes: Buffer): OldHello | null {
  return readOrNull(() => {
    const cursor = cursorOf(bytes);
    const isOld = (cursor.number(2) & 0x8000) !== 0 && cursor.number(1) === serverHello;
    cursor.take(2);
    if (!isOld || cursor.number(2) !== 2) return null;
    const [certificateLength, suitesLength] = [cursor.number(2), cursor.number(2)];
    cursor.take(2);
    const certificate = cursor.take(certificateLength);
    const codes = cursorOf(cursor.take(suitesLength));
    const suites: string[] = [];
    while (codes.left() >= 3) {
      const code = codes.number(3);
      suites.push(oldSuites.get(code) ?? `0x${code.toString(16).padStart(6, '0')}`);
    }
    return {suites: [...new Set(suites)].sort(), certificate};
  });
}
