import {z} from 'zod';
import {cim, program} from '../model/ask.ts';
import {cimFlag, cimInt, cimText, type CimInstance} from '../model/cim.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, partial, whole, type Answers} from '../model/probe.ts';
import {domainMembershipAsk} from './asks/windows-policies.ts';
import {days, flagOrNull, int} from './parse/fields.ts';
import {readNetAccounts} from './parse/net-accounts.ts';
import {inDomain} from './parse/windows-domain.ts';

const minutes = {unit: {en: 'min', ja: '分'}} as const;

const WindowsPasswordPolicy = z.object({
  domainMember: flagOrNull('Member of a domain', 'ドメイン参加'),
  minLength: int('Minimum password length', 'パスワードの長さの最小値'),
  maxAgeDays: int('Maximum password age (0: never expires)', 'パスワードの有効期間（0は無期限）', days),
  minAgeDays: int('Minimum password age', 'パスワードの変更禁止期間', days),
  history: int('Passwords remembered (0: none)', 'パスワードの履歴を記録する数（0は記録しない）'),
  lockoutThreshold: int('Failures until lockout (0: never)', 'アカウントのロックアウトのしきい値（0はロックしない）'),
  lockoutMinutes: int('Lockout duration (0: until unlocked)', 'ロックアウト期間（0は管理者が解除するまで）', minutes),
  windowMinutes: int('Failures forgotten after', 'ロックアウトカウンターのリセットまでの時間', minutes),
  /** null: no Group Policy says so, and Windows tells it nowhere else without writing a file. */
  complexity: flagOrNull('Complexity required', '複雑さの要件を満たす必要がある'),
  reversibleEncryption: flagOrNull('Kept in reversible form', '暗号化を元に戻せる状態で保存'),
});

const netAccounts = program('net.exe accounts');

/** What Group Policy applied, as Windows logged it: the first in precedence holds. */
const appliedAsk = cim('RSOP_SecuritySettingBoolean', ['KeyName', 'Setting', 'Precedence'], {
  namespace: 'root\\rsop\\computer',
  id: 'applied-security-settings',
});

/** What was applied; empty where that may not be read: administrators alone may. */
function appliedSettings(answers: Answers): readonly CimInstance[] {
  try {
    return answers.instances(appliedAsk.id) ?? [];
  } catch (error) {
    if (!(error instanceof Gap)) throw error;
    return [];
  }
}

/** null: no policy says. */
function applied(settings: readonly CimInstance[], name: string): boolean | null {
  const first = settings.find((each) => cimText(each, 'KeyName') === name && cimInt(each, 'Precedence') === 1);
  return first === undefined ? null : cimFlag(first, 'Setting');
}

/** The policy for accounts of this computer. What holds for accounts of a domain is set on its controllers. */
export const windowsPasswordPolicy = defineProbe({
  fact: 'windowsPasswordPolicy',
  title: {en: 'Password and lockout policy of Windows', ja: 'Windowsのパスワード・ロックアウトのポリシー'},
  cost: 'cheap',
  schema: WindowsPasswordPolicy,
  ask: {windows: [netAccounts, appliedAsk, domainMembershipAsk]},
  parse(answers) {
    const {text, exitCode, cut} = answers.command(netAccounts.id);
    if (exitCode !== 0 || cut) throw new Gap(cut ? 'cut' : 'unsupported', 'net accounts did not answer');
    const {threshold, ...told} = readNetAccounts(text);
    const settings = appliedSettings(answers);
    const value = {
      ...told,
      lockoutThreshold: threshold,
      domainMember: inDomain(answers),
      complexity: applied(settings, 'PasswordComplexity'),
      reversibleEncryption: applied(settings, 'ClearTextPassword'),
    };
    return Object.values(value).includes(null) ? partial(value, 'unsupported') : whole(value);
  },
});
