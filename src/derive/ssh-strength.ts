import {z} from 'zod';
import type {CryptoKind} from '../model/data.ts';
import {defineAssetFact} from '../model/derived.ts';
import {field, partial, whole} from '../model/probe.ts';
import {need} from './inputs.ts';
import {strengthField, strengthOf} from './strength.ts';

const Seen = z.object({
  servers: z.array(
    z.object({
      port: z.number(),
      kex: z.array(z.string()),
      hostKeys: z.array(z.string()),
      ciphers: z.array(z.string()),
      macs: z.array(z.string()),
    }),
  ),
});

const named = (en: string, ja: string) =>
  field(z.array(z.object({name: field(z.string(), 'Algorithm', 'アルゴリズム'), class: strengthField})), en, ja);

const SshStrength = z.object({
  servers: field(
    z.array(
      z.object({
        port: field(z.int(), 'Port', 'ポート'),
        kex: named('Key exchanges', '鍵交換方式'),
        hostKeys: named('Host key algorithms', 'ホスト鍵方式'),
        ciphers: named('Ciphers', '暗号方式'),
        macs: named('MACs', 'メッセージ認証方式'),
      }),
    ),
    'SSH servers',
    'SSHサーバ',
  ),
});

/** What SSH servers offer to anybody who connects, classed by `checks/data/crypto.yaml`. */
export const sshStrength = defineAssetFact({
  scope: 'asset',
  fact: 'sshStrength',
  title: {en: 'Strength of SSH from outside', ja: '外部から見たSSHの強度'},
  schema: SshStrength,
  reads: ['sshServers'],
  derive(facts, {crypto}) {
    const {value, complete} = need(facts, 'sshServers', Seen);
    const classed = (kind: CryptoKind, names: readonly string[]) =>
      names.map((name) => ({name, class: strengthOf(crypto[kind], name)}));
    const servers = value.servers.map(({port, kex, hostKeys, ciphers, macs}) => ({
      port,
      kex: classed('kex', kex),
      hostKeys: classed('hostKey', hostKeys),
      ciphers: classed('cipher', ciphers),
      macs: classed('mac', macs),
    }));
    return complete ? whole({servers}) : partial({servers});
  },
});
