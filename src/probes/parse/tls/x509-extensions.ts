import ipaddr from 'ipaddr.js';
import {derValues, oidText, type Der} from './der.ts';

/** What `X509Certificate` does not tell of a certificate, or not in a form that can be relied on. */
export interface Extensions {
  readonly signature: string;
  /** DNS names of the alternative names in lower case, and addresses among them, in their order. */
  readonly names: string[];
  readonly addresses: string[];
  /** A CA that browsers know made it: it was logged for certificate transparency, or names a policy of the CA/Browser Forum. */
  readonly publicCa: boolean;
}

const signatures: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'md2WithRSAEncryption',
  '1.2.840.113549.1.1.3': 'md4WithRSAEncryption',
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.3.14.3.2.29': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.113549.1.1.14': 'sha224WithRSAEncryption',
  '1.2.840.10040.4.3': 'dsa-with-sha1',
  '2.16.840.1.101.3.4.3.1': 'dsa-with-sha224',
  '2.16.840.1.101.3.4.3.2': 'dsa-with-sha256',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.1': 'ecdsa-with-SHA224',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};

/** Hash of RSASSA-PSS where it names none: RFC 4055. */
const pssDefault = 'sha1';
const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const oids = {subjectAltName: '2.5.29.17', policies: '2.5.29.32', timestamps: '1.3.6.1.4.1.11129.2.4.2'} as const;
/** 2.23.140.1: policies of the CA/Browser Forum. */
const forumPolicies = Buffer.from([0x67, 0x81, 0x0c, 0x01]);
const tags = {dnsName: 0x82, address: 0x87, extensions: 0xa3, first: 0xa0} as const;
const mostNames = 100;

function signatureName(algorithm: Buffer): string {
  const [oid, parameters] = derValues(algorithm);
  const name = oidText(oid?.body ?? Buffer.alloc(0));
  const known = signatures[name] ?? name;
  if (known !== 'RSASSA-PSS') return known;
  const first = parameters === undefined ? undefined : derValues(parameters.body)[0];
  if (first?.tag !== tags.first) return `${known}-${pssDefault}`;
  const [hash] = derValues(derValues(first.body)[0]?.body ?? Buffer.alloc(0));
  const hashOid = oidText(hash?.body ?? Buffer.alloc(0));
  return `${known}-${hashes[hashOid] ?? hashOid}`;
}

const dnsName = (body: Buffer): string =>
  body
    .toString('latin1')
    .replaceAll(/[^\x21-\x7e]/g, '?')
    .toLowerCase()
    .slice(0, 253);

const isAddress = ({length}: Buffer): boolean => length === 4 || length === 16;

function bodiesOf(values: readonly Der[], tag: number): Buffer[] {
  return values.flatMap((value) => (value.tag === tag ? [value.body] : [])).slice(0, mostNames);
}

function extensionsOf(tbs: Buffer): ReadonlyMap<string, Buffer> {
  const wrapped = derValues(tbs).find(({tag}) => tag === tags.extensions);
  const [list] = wrapped === undefined ? [] : derValues(wrapped.body);
  const pairs = derValues(list?.body ?? Buffer.alloc(0)).map(({body}) => {
    const parts = derValues(body);
    return [oidText(parts[0]?.body ?? Buffer.alloc(0)), parts.at(-1)?.body ?? Buffer.alloc(0)] as const;
  });
  return new Map(pairs);
}

/** @throws Gap where the certificate is damaged */
export function readExtensions(der: Buffer): Extensions {
  const [certificate] = derValues(der);
  const [tbs, algorithm] = derValues(certificate?.body ?? Buffer.alloc(0));
  const extensions = extensionsOf(tbs?.body ?? Buffer.alloc(0));
  const [list] = derValues(extensions.get(oids.subjectAltName) ?? Buffer.alloc(0));
  const names = derValues(list?.body ?? Buffer.alloc(0));
  return {
    signature: signatureName(algorithm?.body ?? Buffer.alloc(0)),
    names: bodiesOf(names, tags.dnsName).map(dnsName),
    addresses: bodiesOf(names, tags.address)
      .filter(isAddress)
      .map((body) => ipaddr.fromByteArray([...body]).toString()),
    publicCa: extensions.has(oids.timestamps) || (extensions.get(oids.policies)?.includes(forumPolicies) ?? false),
  };
}
