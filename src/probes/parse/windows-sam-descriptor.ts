const sid = '(?:[A-Z]{2}|S-1-[\\d-]{1,180})';
const form = new RegExp(
  `^(?:O:${sid})?(?:G:${sid})?D:(?<flags>[A-Z_]{0,40})(?<entries>(?:\\([^()]{0,300}\\))*)(?:S:[^]*)?$`,
);

const domain = 'S-1-5-21-\\d{1,10}-\\d{1,10}-\\d{1,10}';
/** SYSTEM, Administrators, and those of the domain. */
const administrators = new RegExp(`^(?:SY|BA|LA|DA|EA|S-1-5-18|S-1-5-32-544|${domain}-(?:500|512|519))$`);
/** Whoever logs on in some way, guests, and the users and computers of the domain. */
const broad = new RegExp(
  `^(?:WD|AN|AU|IU|NU|BU|BG|LG|DU|DG|DC|S-1-1-0|S-1-5-(?:2|4|7|11|32-54[56])|${domain}-(?:501|513|514|515))$`,
);

/**
 * Whether a descriptor (SDDL, of RestrictRemoteSAM) gives rights to administrators alone. undefined: it is not understood, or gives
 * them to accounts and groups of which it is not known here who they are. An empty list gives them to nobody, none at all to everybody.
 */
export function isForAdministrators(descriptor: string): boolean | undefined {
  const found = form.exec(descriptor.trim())?.groups;
  if (found === undefined) return undefined;
  if (found['flags']?.includes('NO_ACCESS_CONTROL') === true) return false;
  const entries = (found['entries'] ?? '').split(')').filter((entry) => entry !== '');
  const parts = entries.map((entry) => entry.slice(1).split(';')).filter(([type]) => type !== 'D');
  if (parts.some(([type, , , , , who]) => type === 'A' && broad.test(who ?? ''))) return false;
  return parts.every((part) => part.length === 6 && part[0] === 'A' && administrators.test(part[5] ?? ''))
    ? true
    : undefined;
}
