import type {PasswordScheme} from '../../model/device/index.ts';

/** Words of a line; a redacted secret is one word, with what is written to it. */
export function words(text: string): string[] {
  return text.match(/(?:<secret [^<>]{0,120}>|\S)+/g) ?? [];
}

/** The word after the given one; null when it does not stand there. */
export function after(all: readonly string[], word: string): string | null {
  const at = all.indexOf(word);
  return at < 0 ? null : (all[at + 1] ?? null);
}

/**
 * How Cisco's devices number the ways to store a password: Cisco, "Understand the Differences Between the Cisco IOS Password
 * Types"; NX-OS writes crypt(5) hashes of SHA-256 under 5, too.
 */
const schemes: Readonly<Record<string, PasswordScheme>> = {
  '0': 'plain',
  '4': 'sha256',
  '5': 'md5-crypt',
  '6': 'reversible',
  '7': 'reversible',
  '8': 'pbkdf2',
  '9': 'scrypt',
};

/** Scheme of a stored password by its type number and the form of what is stored; null when the type is not known. */
export function schemeOf(type: string, stored: string): PasswordScheme | null {
  if (stored.startsWith('$5$')) return 'sha256';
  if (stored.startsWith('$6$')) return 'sha512';
  return schemes[type] ?? null;
}
