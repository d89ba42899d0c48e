import {createPublicKey} from 'node:crypto';
import {tagsOf} from './dmarc.ts';
import {brief} from './wire-text.ts';

export interface DkimKey {
  readonly found: boolean;
  /** The key was withdrawn. */
  readonly revoked: boolean;
  /** `rsa`, `ed25519`; null: there is no key. */
  readonly algorithm: string | null;
  /** null: there is no key that can be read. */
  readonly bits: number | null;
  /** Receivers are asked to take signatures for tests. */
  readonly testing: boolean;
}

const longestKey = 8192;

function rsaBits(key: Buffer): number | null {
  for (const type of ['spki', 'pkcs1'] as const) {
    try {
      const details = createPublicKey({key, format: 'der', type}).asymmetricKeyDetails;
      if (details?.modulusLength !== undefined) return details.modulusLength;
    } catch {
      // Not of this form.
    }
  }
  return null;
}

function bitsOf(algorithm: string, text: string): number | null {
  if (text.length > longestKey) return null;
  const key = Buffer.from(text, 'base64');
  if (algorithm === 'ed25519') return key.length === 32 ? 256 : null;
  return algorithm === 'rsa' ? rsaBits(key) : null;
}

const none: DkimKey = {found: false, revoked: false, algorithm: null, bits: null, testing: false};

/** The key that the texts at a selector publish. RFC 6376, 3.6.1; RFC 8463 */
export function readDkim(texts: readonly string[]): DkimKey {
  const found = texts.map(tagsOf).find((tags) => tags.has('p') && (tags.get('v') ?? 'DKIM1') === 'DKIM1');
  if (found === undefined) return none;
  const published = (found.get('p') ?? '').replaceAll(/\s+/g, '');
  const algorithm = (found.get('k') ?? 'rsa').toLowerCase();
  const flags = (found.get('t') ?? '').split(':').map((flag) => flag.trim());
  if (published === '') return {...none, found: true, revoked: true};
  return {
    found: true,
    revoked: false,
    algorithm: brief(algorithm, 40),
    bits: bitsOf(algorithm, published),
    testing: flags.includes('y'),
  };
}
