import {z} from 'zod';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {isSet, textIn} from '../model/registry.ts';
import {
  domainMembershipAsk,
  lsaOptionsAsk,
  policiesSystemAsk,
  screenSaverAsk,
  screenSaverPolicyAsk,
  winlogonAsk,
} from './asks/windows-policies.ts';
import {readWindowsVersion, windowsSystemAsk, windowsVersionAsk} from './asks/windows-version.ts';
import {flagOrNull, intOrNull, text, textOrNull} from './parse/fields.ts';
import {bareName, readLogonSettings} from './parse/logon-settings.ts';
import {readScreenSavers} from './parse/screen-savers.ts';
import {inDomain} from './parse/windows-domain.ts';
import {allKnown, flagSetting, intSetting, layer} from './parse/windows-setting-layers.ts';

const seconds = {unit: {en: 's', ja: '秒'}} as const;

const WindowsLogon = z.object({
  domainMember: flagOrNull('Member of a domain', 'ドメイン参加'),
  autoLogon: flagSetting('Logs on by itself', '自動ログオン'),
  autoLogonUser: textOrNull('User of the automatic logon', '自動ログオンのユーザー'),
  /** A password in the clear, in a place that every user may read. */
  autoLogonPassword: flagOrNull('Password for it in the registry', '自動ログオンのパスワードをレジストリに保存'),
  lastUserHidden: flagSetting('Last user not shown', '最後にサインインしたユーザー名を表示しない'),
  secureAttentionOff: flagSetting('Ctrl+Alt+Del not needed', 'Ctrl+Alt+Delを必要としない'),
  notice: flagSetting('Notice before the logon', 'ログオン時の警告文'),
  cachedLogons: intSetting('Logons of the domain that are cached', 'キャッシュするドメインログオンの数'),
  blankPasswordsConsoleOnly: flagSetting(
    'Empty passwords at the console alone',
    '空のパスワードはコンソールログオンのみ',
  ),
  /** 0: never. Windows 8 and later have it. */
  inactivityLimit: intSetting(
    'Locked after inactivity (0: never)',
    '非アクティブ時にロックするまでの時間（0はロックしない）',
    seconds,
  ),
  /** Those who are logged on, if only through this session. */
  screenSavers: field(
    z.array(
      z.object({
        sid: text('SID', 'SID'),
        enforcedSeconds: intOrNull('Screen locked by policy after', 'ポリシーによる画面ロックまでの時間', seconds),
      }),
    ),
    'Screen savers of users logged on',
    'ログオン中のユーザーのスクリーンセーバー',
  ),
  shutdownBeforeLogon: flagSetting('Shut down without a logon', 'ログオンせずにシャットダウン可能'),
});

/** Security options of the interactive logon, by Microsoft's reference of security policy settings, with its defaults. */
export const windowsLogon = defineProbe({
  fact: 'windowsLogon',
  title: {en: 'Logon settings of Windows', ja: 'Windowsのログオン設定'},
  cost: 'cheap',
  schema: WindowsLogon,
  ask: {
    windows: [
      ...[policiesSystemAsk, winlogonAsk, lsaOptionsAsk, domainMembershipAsk],
      ...[screenSaverPolicyAsk, screenSaverAsk, windowsVersionAsk, windowsSystemAsk],
    ],
  },
  parse(answers) {
    const {build, role} = readWindowsVersion(answers);
    const winlogon = layer(answers, 'setting', winlogonAsk.id);
    const value = {
      domainMember: inDomain(answers),
      screenSavers: [...readScreenSavers(answers)],
      autoLogonUser: bareName(textIn(winlogon.key, 'DefaultUserName')),
      autoLogonPassword: isSet(winlogon.key, 'DefaultPassword') || (winlogon.sure ? false : null),
      ...readLogonSettings(
        layer(answers, 'policy', policiesSystemAsk.id),
        winlogon,
        layer(answers, 'setting', lsaOptionsAsk.id),
        build,
        role === null ? null : role !== 'workstation',
      ),
    };
    return allKnown(value) && value.domainMember !== null && winlogon.sure
      ? whole(value)
      : partial(value, 'unsupported');
  },
});
