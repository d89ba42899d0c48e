import type {LocalGroup} from '../../model/cim.ts';

/**
 * Whether an account is a member of the local group of administrators. null: not known, as it may be one by a group of the
 * domain, or the group was not told.
 */
export function isAdministrator(
  account: string,
  administrators: LocalGroup | null | undefined,
  computer: string | null,
): boolean | null {
  if (administrators == null) return null;
  const [domain, name] = accountParts(account, computer);
  const fits = administrators.members.filter((member) => member.name.toLowerCase() === name);
  if (fits.some((member) => domain === null || member.domain.toLowerCase() === domain)) return true;
  const isLocal = domain !== null && domain === computer?.toLowerCase();
  if (isLocal) return false;
  return administrators.members.some((member) => member.class === 'Win32_Group') || domain === null ? null : false;
}

/** Domain, or name of the computer, and name of an account in lower case; null: the domain is not told. */
function accountParts(account: string, computer: string | null): readonly [string | null, string] {
  const [before = '', after] = account.toLowerCase().split('\\', 2);
  if (after === undefined) return [null, before.split('@', 1)[0] ?? ''];
  return [before === '.' ? (computer?.toLowerCase() ?? null) : before, after];
}
