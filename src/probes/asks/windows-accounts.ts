import {cim} from '../../model/ask.ts';

/** Accounts of this computer alone: without the condition Windows would ask the domain. */
export const localAccountsAsk = cim(
  'Win32_UserAccount',
  ['Name', 'SID', 'Disabled', 'Lockout', 'PasswordRequired', 'PasswordChangeable', 'PasswordExpires'],
  {where: 'LocalAccount=TRUE', id: 'local-accounts'},
);

/** Everyone, Authenticated Users, INTERACTIVE …, whose names are translated. */
export const systemAccountsAsk = cim('Win32_SystemAccount', ['Name', 'SID'], {
  where: 'LocalAccount=TRUE',
  id: 'system-accounts',
});

/** Windows 7 and later tell when the profile of a user was loaded last. */
export const profilesAsk = cim('Win32_UserProfile', ['SID', 'LastUseTime', 'Special'], {id: 'user-profiles'});
