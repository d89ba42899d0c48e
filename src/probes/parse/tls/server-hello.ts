import {cursorOf, readOrNull} from '../cursor.ts';
import type {Message} from './flight.ts';
import {groupName} from './groups.ts';
import {suiteName} from './suites.ts';

export const versionNames: Readonly<Record<number, string>> = {
  0x0300: 'SSLv3',
  0x0301: 'TLSv1.0',
  0x0302: 'TLSv1.1',
  0x0303: 'TLSv1.2',
  0x0304: 'TLSv1.3',
};

/** What a server chose. */
export interface ServerHello {
  /** As OpenSSL writes it; a number that is none is left as one. */
  readonly version: string;
  readonly suite: string;
  readonly compression: boolean;
  /** RFC 5746; null: what came ends before that could be told, or TLS 1.3, which knows no renegotiation. */
  readonly secureRenegotiation: boolean | null;
  /** Group of the key exchange of TLS 1.3; null: not told here. */
  readonly group: string | null;
}

const extensionTypes = {supportedVersions: 43, keyShare: 51, renegotiationInfo: 0xff01} as const;

function extensionsOf(bytes: Buffer): ReadonlyMap<number, Buffer> | null {
  return readOrNull(() => {
    const cursor = cursorOf(bytes);
    const found = new Map<number, Buffer>();
    while (cursor.left() > 0) found.set(cursor.number(2), cursor.counted(2));
    return found;
  });
}

const versionName = (code: number): string => versionNames[code] ?? `0x${code.toString(16).padStart(4, '0')}`;

/** null: it ends before the suite. */
export function readServerHello({body, whole}: Message): ServerHello | null {
  return readOrNull(() => {
    const cursor = cursorOf(body);
    const legacy = cursor.number(2);
    cursor.take(32);
    cursor.counted(1);
    const suite = cursor.number(2);
    const compression = cursor.number(1) !== 0;
    const extensions = whole ? extensionsOf(cursor.left() === 0 ? Buffer.alloc(0) : cursor.counted(2)) : null;
    const version = extensions?.get(extensionTypes.supportedVersions);
    const share = extensions?.get(extensionTypes.keyShare);
    return {
      version: versionName(version === undefined ? legacy : cursorOf(version).number(2)),
      suite: suiteName(suite),
      compression,
      secureRenegotiation: version === undefined ? (extensions?.has(extensionTypes.renegotiationInfo) ?? null) : null,
      group: share === undefined ? null : groupName(cursorOf(share).number(2)),
    };
  });
}
