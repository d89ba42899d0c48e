import {z} from 'zod';
import type {ReferenceData} from '../model/data.ts';
import {defineAssetFact} from '../model/derived.ts';
import {field, partial, whole} from '../model/probe.ts';
import {need} from './inputs.ts';
import {strengthField, strengthOf, type Classed} from './strength.ts';

const Key = z.object({keyType: z.string(), keyBits: z.number().nullable(), signature: z.string()});
const Seen = z.object({
  endpoints: z.array(
    z.object({
      port: z.number(),
      versions: z.array(z.string()),
      suites: z.array(z.string()),
      groups: z.array(z.string()),
      certificates: z.array(
        Key.extend({
          subject: z.string(),
          issuers: z.array(Key.extend({subject: z.string(), selfSigned: z.boolean()})),
        }),
      ),
    }),
  ),
});
type Endpoint = z.infer<typeof Seen>['endpoints'][number];

const named = (en: string, ja: string) => z.object({name: field(z.string(), en, ja), class: strengthField});

const TlsStrength = z.object({
  endpoints: field(
    z.array(
      z.object({
        port: field(z.int(), 'Port', 'ポート'),
        versions: field(z.array(named('Version', 'バージョン')), 'Versions', 'バージョン'),
        suites: field(z.array(named('Cipher suite', '暗号スイート')), 'Cipher suites', '暗号スイート'),
        groups: field(z.array(named('Group', 'グループ')), 'Groups of the key exchange', '鍵交換のグループ'),
        keys: field(z.array(named('Key', '鍵')), 'Keys of certificates', '証明書の鍵'),
        signatures: field(
          z.array(named('Signature algorithm', '署名アルゴリズム')),
          'Signatures of certificates',
          '証明書の署名',
        ),
      }),
    ),
    'TLS servers',
    'TLSサーバ',
  ),
});

/** Each once, by name. */
function distinct(list: readonly Classed[]): Classed[] {
  const byName = new Map(list.map((each) => [each.name, each]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `dh-2048` is classed by its length. */
function groupStrength({crypto}: ReferenceData, name: string): Classed {
  const bits = /^dh-(\d{1,6})$/.exec(name)?.[1];
  const strength =
    bits === undefined ? strengthOf(crypto.tlsGroup, name) : strengthOf(crypto.tlsGroup, 'dh', Number(bits));
  return {name, class: strength};
}

function endpointStrength(data: ReferenceData, {port, versions, suites, groups, certificates}: Endpoint) {
  const {crypto} = data;
  // A root is trusted for being known, not for its signature.
  const issuers = certificates.flatMap((certificate) => certificate.issuers);
  const signed = [...certificates, ...issuers.filter(({selfSigned}) => !selfSigned)];
  return {
    port,
    versions: versions.map((name) => ({name, class: strengthOf(crypto.tlsVersion, name)})),
    suites: suites.map((name) => ({name, class: strengthOf(crypto.tlsSuite, name)})),
    groups: groups.map((name) => groupStrength(data, name)),
    keys: distinct(
      [...certificates, ...issuers].map(({keyType, keyBits}) => ({
        name: keyBits === null ? keyType : `${keyType} ${keyBits}`,
        class: strengthOf(crypto.certificateKey, keyType, keyBits),
      })),
    ),
    signatures: distinct(
      signed.map(({signature}) => ({name: signature, class: strengthOf(crypto.signature, signature)})),
    ),
  };
}

/** What TLS servers accept, classed by `checks/data/crypto.yaml`. */
export const tlsStrength = defineAssetFact({
  scope: 'asset',
  fact: 'tlsStrength',
  title: {en: 'Strength of TLS', ja: 'TLSの強度'},
  schema: TlsStrength,
  reads: ['tlsEndpoints'],
  derive(facts, data) {
    const {value, complete} = need(facts, 'tlsEndpoints', Seen);
    const endpoints = value.endpoints.map((endpoint) => endpointStrength(data, endpoint));
    return complete ? whole({endpoints}) : partial({endpoints});
  },
});
