import type {Statement} from './named-statements.ts';

/** Statements of one scope: a view, or the options; the first layer that has a statement decides. */
export type Scope = readonly (readonly Statement[])[];

/** Networks shorter than /8 hold strangers, but for that of all private addresses of IPv6. */
const everyone = /^(?:any|(?:[\d.]{1,15}|(?!f[cd]00::\/7$)[\da-f:.]{1,45})\/[0-7])$/i;
const someone =
  /^(?:none|localhost|localnets|key .{1,200}|[\d.]{1,15}(?:\/\d{1,2})?|[\da-fA-F:.]{2,45}(?:\/\d{1,3})?)$/;
const deepest = 5;

/** The statement of a name that holds for a scope; null when there is none. */
export function statementOf(scope: Scope, name: string): Statement | null {
  const found = scope.map((layer) => layer.findLast((one) => one.words[0] === name));
  return found.find((one) => one !== undefined) ?? null;
}

/** Whether the access list of a name takes in everybody; null when that is not known. */
export type Acls = (name: string, depth: number) => boolean | null;

/** The access lists of a configuration. Each is looked at once: lists that name others many times would take for ever. */
export function aclsOf(statements: readonly Statement[]): Acls {
  const lists = new Map(statements.toReversed().map(({words, body}) => [words[1] ?? '', body]));
  const known = new Map<string, boolean | null>();
  return function takes(name, depth) {
    const list = depth < deepest ? lists.get(name) : null;
    if (list == null) return null;
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, null);
    const found = takesAll(list, takes, depth);
    known.set(name, found);
    return found;
  };
}

/**
 * Whether an address match list takes in everybody; null when that depends on an access list that was not seen.
 * An element after `!` takes nobody in.
 */
export function takesAll(list: readonly Statement[], acls: Acls, depth = 0): boolean | null {
  const elements = list.map(({words, body}): boolean | null => {
    const name = words.join(' ');
    if (name.startsWith('!')) return false;
    if (body !== null) return takesAll(body, acls, depth);
    if (everyone.test(name)) return true;
    return someone.test(name) ? false : acls(name, depth + 1);
  });
  if (elements.includes(true)) return true;
  return elements.includes(null) ? null : false;
}

/** Whether the names of others are looked up at all, in one scope. */
export function recurses(scope: Scope): boolean {
  return !['no', 'false', '0'].includes(statementOf(scope, 'recursion')?.words[1]?.toLowerCase() ?? '');
}

/** Whether the names of others are looked up for everybody, in one scope. */
function resolvesForAll(scope: Scope, acls: Acls): boolean | null {
  if (!recurses(scope)) return false;
  const rules = ['allow-recursion', 'allow-query-cache', 'allow-query'].map((name) => statementOf(scope, name)?.body);
  const rule = rules.find((one) => one != null);
  // Without any rule BIND looks up names for its own networks alone.
  const allowed = rule == null ? false : takesAll(rule, acls);
  const clients = statementOf(scope, 'match-clients')?.body;
  const matched = clients == null ? true : takesAll(clients, acls);
  if (allowed === false || matched === false) return false;
  return allowed === true && matched === true ? true : null;
}

/** True when one of the scopes is open to all; null when that cannot be told. */
export function openResolver(scopes: readonly Scope[], acls: Acls): boolean | null {
  const each = scopes.map((scope) => resolvesForAll(scope, acls));
  if (each.includes(true)) return true;
  return each.includes(null) ? null : false;
}
