import {z} from 'zod';
import {defineOutsideProbe, field, partial, whole} from '../model/probe.ts';
import {flagOrNull, intOrNull, percent, text, textOrNull} from './parse/fields.ts';
import {dkimKeysOf, mailDomainOf, type DkimTold, type MailDomainTold} from './parse/mail-domain.ts';

const action = z.enum(['none', 'quarantine', 'reject']).nullable();
const all = z.enum(['-all', '~all', '?all', '+all']).nullable();

const rowOf = ({spf, dmarc, ...domain}: MailDomainTold) => ({
  ...domain,
  spfRecords: spf?.records ?? null,
  spf: spf?.text ?? null,
  spfAll: spf?.all ?? null,
  spfRedirect: spf?.redirect ?? null,
  spfLookups: spf?.lookups ?? null,
  dmarcRecords: dmarc?.records ?? null,
  dmarcAt: dmarc?.at ?? null,
  dmarcAction: dmarc?.action ?? null,
  dmarcPercent: dmarc?.percent ?? null,
  dmarcReports: dmarc?.reports ?? null,
});

const keyOf = ({key, ...at}: DkimTold) => ({
  ...at,
  found: key?.found ?? null,
  revoked: key?.revoked ?? null,
  algorithm: key?.algorithm ?? null,
  bits: key?.bits ?? null,
  testing: key?.testing ?? null,
});

/** What the mail domains of the site tell of who may send in their name. */
export const mailDomains = defineOutsideProbe({
  fact: 'mailDomains',
  title: {en: 'Mail domains in DNS', ja: 'メール用ドメインのDNSレコード'},
  scope: 'site',
  schema: z.object({
    domains: z.array(
      z.object({
        domain: text('Domain', 'ドメイン'),
        mailServers: field(z.array(z.string()).nullable(), 'Mail servers (MX)', 'メールサーバ（MX）'),
        takesNoMail: flagOrNull('Takes no mail (null MX)', '受信しない宣言（Null MX）'),
        spfRecords: intOrNull('Number of SPF records', 'SPFレコードの数'),
        spf: textOrNull('SPF record', 'SPFレコード'),
        spfAll: field(all, 'SPF: mail from elsewhere', 'SPFのall指定'),
        spfRedirect: textOrNull('SPF: record of another domain', 'SPFのredirect先'),
        spfLookups: intOrNull('SPF: questions to DNS', 'SPFの評価に要するDNS照会数'),
        dmarcRecords: intOrNull('Number of DMARC records', 'DMARCレコードの数'),
        dmarcAt: textOrNull('Domain of the DMARC policy', 'DMARCポリシーのあるドメイン'),
        dmarcAction: field(action, 'DMARC policy', 'DMARCポリシー'),
        dmarcPercent: intOrNull('DMARC: share of mail', 'DMARCの適用割合', percent),
        dmarcReports: flagOrNull('DMARC: reports asked for', 'DMARCの集計レポート送付先'),
      }),
    ),
    keys: z.array(
      z.object({
        domain: text('Domain', 'ドメイン'),
        selector: text('DKIM selector', 'DKIMセレクタ'),
        found: flagOrNull('DKIM record', 'DKIMレコードの有無'),
        revoked: flagOrNull('Withdrawn', '失効'),
        algorithm: textOrNull('Kind of key', '鍵の種類'),
        bits: intOrNull('Size of the key', '鍵長', {unit: {en: 'bits', ja: 'ビット'}}),
        testing: flagOrNull('For tests', 'テスト用の指定'),
      }),
    ),
  }),
  outside: {
    dialogues: [],
    parse(answers) {
      const told = answers.lookups();
      const names = [...new Set(told.map(({domain}) => domain))];
      const of = (name: string): typeof told => told.filter(({domain}) => domain === name);
      const domains = names.map((name) => mailDomainOf(name, of(name)));
      const keys = names.flatMap((name) => dkimKeysOf(name, of(name)));
      const value = {domains: domains.map(rowOf), keys: keys.map(keyOf)};
      const known =
        domains.every(({mailServers, spf, dmarc}) => mailServers !== null && spf !== null && dmarc !== null) &&
        keys.every(({key}) => key !== null);
      return known ? whole(value) : partial(value, 'unsupported');
    },
  },
});
