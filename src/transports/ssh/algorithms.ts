import type {Algorithms} from 'ssh2';
import {TransportError, printable} from '../connection.ts';

type Kind = 'kex' | 'serverHostKey' | 'cipher' | 'hmac';

/**
 * What is offered to every server, in order: OpenSSH 9's own defaults as far as ssh2 has them, without
 * diffie-hellman-group-exchange, which blocks the whole process for seconds.
 */
const modern: Readonly<Record<Kind, readonly string[]>> = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
  ],
  serverHostKey: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
    'rsa-sha2-256',
  ],
  cipher: [
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
    'chacha20-poly1305@openssh.com',
  ],
  hmac: [
    'hmac-sha2-256-etm@openssh.com',
    'hmac-sha2-512-etm@openssh.com',
    'hmac-sha2-256',
    'hmac-sha2-512',
    'hmac-sha1-etm@openssh.com',
    'hmac-sha1',
  ],
};

/** What a target may opt into by name. */
const legacy: Readonly<Record<Kind, readonly string[]>> = {
  kex: ['diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  serverHostKey: ['ssh-rsa', 'ssh-dss'],
  cipher: ['aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'],
  hmac: ['hmac-sha1-96', 'hmac-md5', 'hmac-md5-96', 'hmac-ripemd160'],
};

const kinds = ['kex', 'serverHostKey', 'cipher', 'hmac'] as const satisfies readonly Kind[];

/** Names that may stand under `legacy` of a target, sorted. */
export const legacyAlgorithms: readonly string[] = kinds.flatMap((kind) => legacy[kind]).sort();

const keyTypeOf = (algorithm: string): string => (algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm);

function assertUsable(name: string): void {
  if (kinds.some((kind) => legacy[kind].includes(name) || modern[kind].includes(name))) return;
  const shown = printable(name, 64);
  throw new TransportError(
    'no-common-algorithm',
    name.includes('group-exchange')
      ? `${shown} is never offered: it blocks the scanner`
      : `legacy algorithm ${shown} is not one of ${legacyAlgorithms.join(', ')}`,
  );
}

/**
 * Offer for one server: modern, then the legacy names it is allowed, with host key algorithms of known keys first.
 * @throws TransportError `no-common-algorithm` for a name that cannot be used.
 */
export function algorithmsFor(names: readonly string[], knownTypes: readonly string[]): Algorithms {
  names.forEach(assertUsable);
  const offer = (kind: Kind): string[] => [...modern[kind], ...legacy[kind].filter((name) => names.includes(name))];
  const hostKeys = offer('serverHostKey');
  const isKnown = (name: string): boolean => knownTypes.includes(keyTypeOf(name));
  const serverHostKey = [...hostKeys.filter(isKnown), ...hostKeys.filter((name) => !isKnown(name))];
  const lists = {kex: offer('kex'), serverHostKey, cipher: offer('cipher'), hmac: offer('hmac'), compress: ['none']};
  return lists as unknown as Algorithms;
}

/** The same offer for keys of one family alone: `ssh-ed25519`, `ecdsa`, `ssh-rsa`, `ssh-dss`. */
export function onlyHostKeys(offer: Algorithms, family: string): Algorithms {
  const names = offer.serverHostKey as readonly string[];
  const serverHostKey = names.filter((name) => keyFamily(name) === family);
  return {...offer, serverHostKey: serverHostKey as unknown as NonNullable<Algorithms['serverHostKey']>};
}

/** Family of a host key algorithm or key type. */
export function keyFamily(name: string): string {
  return name.startsWith('ecdsa-') ? 'ecdsa' : keyTypeOf(name);
}
