function attribute(xml: string, name: string): string {
  const at = xml.indexOf(` ${name}="`);
  if (at < 0) return '';
  const from = at + name.length + 3;
  return xml.slice(from, Math.max(xml.indexOf('"', from), from));
}

export const nameOf = (xml: string): string => attribute(xml, 'Name');

const domain = '21-\\d{1,10}-\\d{1,10}-\\d{1,10}';
/** Everyone, local and interactive users, authenticated users, Users, Domain Users. */
const everybody = new RegExp(`^S-1-(?:1-0|2-0|5-4|5-11|5-32-545|5-${domain}-513)$`);
/** Services of Windows, and administrators of the computer and of the domain. */
const few = new RegExp(`^S-1-5-(?:1[89]|20|32-544|80-[\\d-]{1,80}|${domain}-(?:500|512|518|519))$`);

const root = /^(?:[a-z]:|%osdrive%|%removable%|%hot%)$/;
const usersOwn = new Set([
  ...['users', 'documents and settings', 'appdata', 'local', 'roaming', 'temp'],
  ...['desktop', 'documents', 'downloads'],
]);

/** A whole drive, a place of users, or anything that is named so: `*` goes for any path, and `*.exe` with it. */
function isOpenPath(path: string): boolean {
  const [first = '', ...others] = path.toLowerCase().split('\\');
  if (first.startsWith('*')) return true;
  return root.test(first) && path.includes('*') && others.every((part) => part.startsWith('*') || usersOwn.has(part));
}

/**
 * Whether a rule of AppLocker (XML) lets everybody run anything; null: not known, for it is for a group that may be of many, or has
 * exceptions. The default rules let everybody install what is signed, and run packaged apps: they are not meant here.
 */
export function isOpenRule(xml: string): boolean | null {
  const sid = attribute(xml, 'UserOrGroupSid');
  if (attribute(xml, 'Action') !== 'Allow' || few.test(sid)) return false;
  const [conditions = ''] = xml.split('<Exceptions>', 1);
  if (attribute(conditions, 'PublisherName') !== '*' && !isOpenPath(attribute(conditions, 'Path'))) return false;
  return everybody.test(sid) && conditions.length === xml.length ? true : null;
}
