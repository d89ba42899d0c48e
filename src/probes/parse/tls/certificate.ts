import {createHash, X509Certificate, type KeyObject} from 'node:crypto';
import {readOrNull} from '../cursor.ts';
import {readExtensions} from './x509-extensions.ts';

export interface Certificate {
  /** `CN=www.example.jp, O=…`. */
  readonly subject: string;
  readonly issuer: string;
  /** DNS names it is valid for, and addresses. */
  readonly names: string[];
  readonly addresses: string[];
  /** UTC ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly keyType: 'RSA' | 'DSA' | 'ECDSA' | 'Ed25519' | 'Ed448' | 'other';
  /** null: not known. */
  readonly keyBits: number | null;
  readonly signature: string;
  readonly selfSigned: boolean;
  readonly publicCa: boolean;
  /** sha256 over the DER, in hexadecimal. */
  readonly fingerprint: string;
}

/** A certificate that was read. */
export interface ReadCertificate {
  readonly facts: Certificate;
  readonly x509: X509Certificate;
}

const keyTypes: Readonly<Record<string, Certificate['keyType']>> = {
  rsa: 'RSA',
  'rsa-pss': 'RSA',
  dsa: 'DSA',
  ec: 'ECDSA',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
};

const fixedBits: Readonly<Record<string, number>> = {ed25519: 256, ed448: 456};

function keyOf(x509: X509Certificate): KeyObject | null {
  try {
    return x509.publicKey;
  } catch {
    // A kind of key that OpenSSL does not know.
    return null;
  }
}

/** Of a curve its name tells: `prime256v1`, `secp384r1`, `brainpoolP256r1`. */
function bitsOfKey({asymmetricKeyType: type, asymmetricKeyDetails: details}: KeyObject): number | null {
  const curve = /\d{3}/.exec(details?.namedCurve ?? '')?.[0];
  return details?.modulusLength ?? fixedBits[type ?? ''] ?? (curve === undefined ? null : Number(curve));
}

/** Whether a certificate names another one as its issuer, and that one's key made its signature. */
export function isIssuedBy(x509: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return x509.checkIssued(issuer) && x509.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

/** One line; the parts of a name stand in lines of their own, and Node tells an empty one by nothing at all. */
const nameText = (name: string | undefined): string =>
  (name ?? '')
    .replaceAll('\n', ', ')
    .replaceAll(/[\x00-\x1f\x7f]/g, '?')
    .slice(0, 256);

function time(text: string): string | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

function parse(der: Buffer): ReadCertificate | null {
  const extensions = readOrNull(() => readExtensions(der));
  if (extensions === null) return null;
  const x509 = new X509Certificate(der);
  const [notBefore, notAfter] = [time(x509.validFrom), time(x509.validTo)];
  if (notBefore === null || notAfter === null) return null;
  const key = keyOf(x509);
  const facts: Certificate = {
    subject: nameText(x509.subject),
    issuer: nameText(x509.issuer),
    names: extensions.names,
    addresses: extensions.addresses,
    notBefore,
    notAfter,
    keyType: keyTypes[key?.asymmetricKeyType ?? ''] ?? 'other',
    keyBits: key === null ? null : bitsOfKey(key),
    signature: extensions.signature,
    selfSigned: isIssuedBy(x509, x509),
    publicCa: extensions.publicCa,
    fingerprint: createHash('sha256').update(der).digest('hex'),
  };
  return {facts, x509};
}

/** What a certificate (DER) tells; null: it is damaged. */
export function readCertificate(der: Buffer): ReadCertificate | null {
  try {
    return parse(der);
  } catch {
    // What OpenSSL does not read is no certificate.
    return null;
  }
}
