import type {X509Certificate} from 'node:crypto';
import {isIssuedBy, readCertificate, type Certificate, type ReadCertificate} from './certificate.ts';

/** A certificate that a server showed, and those that it sent with it. */
export interface Chain extends Certificate {
  /**
   * `self-signed`: it vouches for itself. `linked`: each is issued by the next one. `alone`: that of its issuer was not sent.
   * `broken`: more were sent, but they do not follow one another.
   */
  readonly chain: 'self-signed' | 'linked' | 'alone' | 'broken';
  readonly issuers: Pick<Certificate, 'subject' | 'keyType' | 'keyBits' | 'signature' | 'notAfter' | 'selfSigned'>[];
}

function stateOf(leaf: ReadCertificate, all: readonly X509Certificate[]): Chain['chain'] {
  if (leaf.facts.selfSigned) return 'self-signed';
  if (all.length === 1) return 'alone';
  const follow = all.slice(1).every((issuer, index) => isIssuedBy(all[index] ?? issuer, issuer));
  return follow ? 'linked' : 'broken';
}

/** What a chain of certificates (DER, the server's own first) tells; null: that of the server is damaged, or there is none. */
export function readChain(ders: readonly Buffer[]): Chain | null {
  const [first, ...rest] = ders;
  const leaf = first === undefined ? null : readCertificate(first);
  if (leaf === null) return null;
  const issuers = rest.flatMap((der) => readCertificate(der) ?? []);
  const unread = issuers.length < rest.length;
  const state = stateOf(leaf, [leaf.x509, ...issuers.map(({x509}) => x509)]);
  return {
    ...leaf.facts,
    chain: unread && state !== 'self-signed' ? 'broken' : state,
    issuers: issuers.map(({facts: {subject, keyType, keyBits, signature, notAfter, selfSigned}}) => ({
      subject,
      keyType,
      keyBits,
      signature,
      notAfter,
      selfSigned,
    })),
  };
}
