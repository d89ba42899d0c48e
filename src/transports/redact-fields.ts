import {hideField, isMarked, type Hide} from './redact-pattern.ts';

const number = /^\d{0,10}$/;
const windowsHash = /^[0-9A-F]{32}$/;
const desCrypt = /^(?=.*[A-Z])(?=.*[a-z])[./0-9A-Za-z]{13}$/;

const groupHash = /^!{0,2}[./$0-9A-Za-z_]{13,}$/;

/** Which field is a secret, by the shape of the line; -1 when none is. */
function passwordField(fields: readonly string[]): number {
  const [, second = '', third = '', fourth = ''] = fields;
  if (/^!{0,2}\$[a-z0-9-]{1,16}\$/i.test(second)) return 1;
  switch (fields.length) {
    case 2:
      return desCrypt.test(second) ? 1 : -1;
    case 3:
      return /^[0-9a-f]{32}$/.test(third) ? 2 : -1;
    case 4:
      return groupHash.test(second) ? 1 : -1;
    case 7:
      return number.test(third) && number.test(fourth) && third !== '' ? 1 : -1;
    case 9:
      return fields.slice(2, 7).every((field) => number.test(field)) ? 1 : -1;
    default:
      return -1;
  }
}

/** smbpasswd(5), `pdbedit -Lw`: LM and NT hash in the third and fourth field. */
function sambaFields(fields: readonly string[], hide: Hide): string[] | null {
  const [, uid = '', lm = '', nt = ''] = fields;
  if (fields.length < 6 || !/^\d{1,10}$/.test(uid) || (!windowsHash.test(lm) && !windowsHash.test(nt))) return null;
  return fields.map((field, i) => ((i === 2 || i === 3) && windowsHash.test(field) ? hide('nt-hash', field) : field));
}

/** `.pgpass`: host:port:database:user:password. */
function isPgpass(fields: readonly string[]): boolean {
  const [host = '', port = '', , user = '', ...password] = fields;
  const named = host === '*' || host === 'localhost' || /[g-z.]/i.test(host);
  return named && /^(?:\d{1,5}|\*)$/.test(port) && user !== '' && password.length > 0 && !/\s/.test(password.join(':'));
}

/** Hides the password field of files whose fields are parted by colons: shadow, passwd, gshadow, htpasswd, htdigest, smbpasswd, pgpass. */
export function redactFields(line: string, hide: Hide): string {
  if (!/^[\w.@*$-]{1,255}:\S/.test(line) || line.includes('://')) return line;
  const fields = line.split(':');
  const samba = sambaFields(fields, hide);
  if (samba !== null) return samba.join(':');
  const at = passwordField(fields);
  const secret = fields[at];
  if (secret !== undefined) return fields.with(at, hideField(secret, hide)).join(':');
  if (fields.length < 5 || !isPgpass(fields)) return line;
  const password = fields.slice(4).join(':');
  return isMarked(password) ? line : [...fields.slice(0, 4), hide('password', password)].join(':');
}
