import {z} from 'zod';
import {defineProbe, field} from '../model/probe.ts';
import {flagOrNull, intOrNull, texts} from './parse/fields.ts';
import {anyRules, rulesInForce} from './parse/windows-firewall-allowed.ts';
import {
  firewallProfiles,
  firewallServiceRuns,
  otherFirewalls,
  profileNames,
} from './parse/windows-firewall-profiles.ts';
import {windowsFirewallAsks} from './parse/windows-host-firewall.ts';
import {settings} from './parse/windows-settings.ts';

const actions = {block: {en: 'block', ja: 'ブロック'}, allow: {en: 'allow', ja: '許可'}} as const;
const action = (en: string, ja: string) => field(z.enum(['block', 'allow']).nullable(), en, ja, {values: actions});

const WindowsFirewall = z.object({
  serviceRuns: flagOrNull('Firewall service runs', 'ファイアウォールサービスの稼働'),
  profiles: z.array(
    z.object({
      profile: field(z.enum(profileNames), 'Profile', 'プロファイル', {
        values: {
          domain: {en: 'domain', ja: 'ドメイン'},
          private: {en: 'private', ja: 'プライベート'},
          public: {en: 'public', ja: 'パブリック'},
        },
      }),
      enabled: flagOrNull('On', '有効'),
      inbound: action('Inbound connections that no rule allows', '規則に一致しない受信接続'),
      outbound: action('Outbound connections that no rule names', '規則に一致しない送信接続'),
      shieldsUp: flagOrNull('All inbound connections refused', 'すべての受信接続をブロック'),
      localRules: flagOrNull('Rules of the computer count beside the policy', 'ローカルの規則の適用'),
      logDropped: flagOrNull('Dropped packets logged', '破棄されたパケットのログ記録'),
      logAllowed: flagOrNull('Successful connections logged', '正常な接続のログ記録'),
      logKilobytes: intOrNull('Size of the log', 'ログのサイズ制限', {unit: {en: 'KB', ja: 'KB'}}),
    }),
  ),
  anyRules: texts('Rules that let anything in from anywhere', '全ポート・全送信元を許可する受信規則'),
  otherFirewalls: texts('Firewalls of other makers', '他社製ファイアウォール'),
});

/** Profiles of the firewall of Windows, by policy and by the settings of the computer. */
export const windowsFirewall = defineProbe({
  fact: 'windowsFirewall',
  title: {en: 'Windows Firewall', ja: 'Windowsファイアウォール'},
  cost: 'cheap',
  schema: WindowsFirewall,
  ask: {windows: windowsFirewallAsks},
  parse(answers) {
    const read = settings(answers);
    const profiles = firewallProfiles(read);
    return read.result({
      serviceRuns: firewallServiceRuns(read),
      profiles,
      anyRules: anyRules(rulesInForce(read, profiles)),
      otherFirewalls: otherFirewalls(read),
    });
  },
});
