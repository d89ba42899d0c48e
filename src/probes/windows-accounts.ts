import {z} from 'zod';
import {cimFlag, cimText, cimTime, type CimInstance} from '../model/cim.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {localAccountsAsk, profilesAsk} from './asks/windows-accounts.ts';
import {readWindowsVersion, windowsSystemAsk, windowsVersionAsk} from './asks/windows-version.ts';
import {flag, flagOrNull, int, text} from './parse/fields.ts';

const Account = z.object({
  name: text('User name', 'ユーザー名'),
  sid: text('SID', 'SID'),
  /** Last part of the SID, by which Windows knows its own: 500 Administrator, 501 Guest, 503 DefaultAccount, 504 WDAGUtilityAccount. */
  rid: int('Number of the account (RID)', '相対ID（RID）'),
  enabled: flagOrNull('Enabled', '有効'),
  lockedOut: flagOrNull('Locked out', 'ロックアウト中'),
  passwordRequired: flagOrNull('Needs a password', 'パスワードが必要'),
  passwordChangeable: flagOrNull('May change its password', 'パスワードを変更可能'),
  passwordExpires: flagOrNull('Password expires', 'パスワードに有効期限がある'),
  /** null: no profile, where profiles are told. Windows itself may load a profile: the last logon was then, or before. */
  profileUsedAt: field(z.iso.datetime().nullable(), 'Profile last loaded', 'プロファイルの最終使用日時'),
});
const WindowsAccounts = z.object({
  /** False: no account is known to be without a profile. */
  profilesTold: flag('Use of profiles told', 'プロファイルの使用状況を取得'),
  accounts: field(z.array(Account), 'Local accounts', 'ローカルアカウント'),
});

function negated(flag: boolean | null): boolean | null {
  return flag === null ? null : !flag;
}

function readAccount(instance: CimInstance, used: ReadonlyMap<string, string | null>): z.infer<typeof Account> | null {
  const [name, sid] = [cimText(instance, 'Name'), cimText(instance, 'SID')];
  const rid = /^S-1-5-21-\d{1,10}-\d{1,10}-\d{1,10}-(?<rid>\d{1,10})$/.exec(sid ?? '')?.groups?.['rid'];
  if (name === null || sid === null || rid === undefined) return null;
  return {
    ...{name, sid, rid: Number(rid)},
    enabled: negated(cimFlag(instance, 'Disabled')),
    lockedOut: cimFlag(instance, 'Lockout'),
    passwordRequired: cimFlag(instance, 'PasswordRequired'),
    passwordChangeable: cimFlag(instance, 'PasswordChangeable'),
    passwordExpires: cimFlag(instance, 'PasswordExpires'),
    profileUsedAt: used.get(sid) ?? null,
  };
}

function profileTimes(answers: Answers): ReadonlyMap<string, string | null> {
  const profiles = answers.instances(profilesAsk.id) ?? [];
  return new Map(profiles.map((each) => [cimText(each, 'SID') ?? '', cimTime(each, 'LastUseTime')]));
}

/** Win32_UserAccount, of the computer alone. A domain controller has none. */
export const windowsAccounts = defineProbe({
  fact: 'windowsAccounts',
  title: {en: 'Local accounts of Windows', ja: 'Windowsのローカルアカウント'},
  cost: 'cheap',
  schema: WindowsAccounts,
  ask: {windows: [localAccountsAsk, profilesAsk, windowsVersionAsk, windowsSystemAsk]},
  parse(answers) {
    const instances = answers.instances(localAccountsAsk.id);
    if (instances === null) throw new Gap('unsupported', 'no class of accounts');
    if (readWindowsVersion(answers).role === 'domain-controller') {
      throw new Gap('unsupported', 'a domain controller has accounts of the domain alone');
    }
    const used = profileTimes(answers);
    const read = instances.map((each) => readAccount(each, used));
    // LocalSystem has a profile on every Windows that tells of any.
    const profilesTold = used.has('S-1-5-18');
    const accounts = read.filter((each) => each !== null).sort((a, b) => a.rid - b.rid);
    const flags = accounts.flatMap(({enabled, lockedOut, passwordRequired, passwordExpires}) => [
      ...[enabled, lockedOut, passwordRequired, passwordExpires],
    ]);
    // The first administrator can be neither deleted nor hidden: a list without it is not whole.
    const isWhole = accounts.length === instances.length && accounts.some(({rid}) => rid === 500);
    return isWhole && !flags.includes(null)
      ? whole({profilesTold, accounts})
      : partial({profilesTold, accounts}, 'unsupported');
  },
  doubt: (value, lost) => ({...value, profilesTold: value.profilesTold && !lost}),
});
