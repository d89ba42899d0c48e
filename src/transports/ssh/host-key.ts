import {createHash} from 'node:crypto';
import type {HostKey} from '../connection.ts';

/** Type named inside a public key blob; null when the blob is no key. */
export function keyType(blob: Buffer): string | null {
  if (blob.length < 4) return null;
  const length = blob.readUInt32BE(0);
  if (length === 0 || length > 64 || blob.length < 4 + length) return null;
  return blob.toString('latin1', 4, 4 + length);
}

export function fingerprint(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** A public key as the server sends it. */
export function hostKey(blob: Buffer): HostKey {
  return {type: keyType(blob) ?? 'unknown', blob, fingerprint: fingerprint(blob)};
}
