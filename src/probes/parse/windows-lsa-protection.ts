import {lsaAsk} from '../asks/windows-lsa.ts';
import {systemPolicyAsk} from '../asks/windows-protection.ts';
import type {WindowsVersion} from '../asks/windows-version.ts';
import {mapTold, type Settings, type Told} from './windows-settings.ts';

/**
 * Off by default up to Windows 11 21H2 and on all servers up to 2022; newer ones switch it on by themselves in some cases.
 * https://learn.microsoft.com/windows-server/security/credentials-protection-and-management/configuring-additional-lsa-protection
 */
const protectsByDefault = ({build, role}: WindowsVersion): boolean | null =>
  build < 22621 || (role !== null && role !== 'workstation' && build < 26100) ? false : null;

/**
 * RunAsPPL: 1 with a variable of UEFI, 2 without one, which holds from Windows 11 22H2 on (same page).
 * A policy has a key of its own; which of the two holds where they differ is not documented.
 */
function setLevel(read: Settings, version: WindowsVersion | null): Told<boolean> {
  const [own, policy] = [read.number(lsaAsk, 'RunAsPPL'), read.number(systemPolicyAsk, 'RunAsPPL')];
  const level = policy === null || policy === own ? own : undefined;
  if (level !== 2) return mapTold(level, (set) => set === 1);
  return version === null ? undefined : version.build >= 22621;
}

/** Whether LSA is set to run as a protected process; null: not known. */
export function lsaProtected(read: Settings, version: WindowsVersion | null): boolean | null {
  return read.effective(setLevel(read, version), version === null ? null : protectsByDefault(version));
}
