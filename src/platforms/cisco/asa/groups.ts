import type {AclSyntax} from '../../acl/syntax.ts';
import {matching, type ConfigNode} from '../../config/indented.ts';

/** Groups in groups, one within the other. */
export const deepest = 8;
/** Members of one group, with those of the groups in it. */
export const most = 10_000;

export const asaSyntax: AclSyntax = {form: 'extended', mask: 'netmask', deniesAreLogged: true};

export type Nodes = ReadonlyMap<string, ConfigNode>;

export function byName(nodes: readonly ConfigNode[], pattern: RegExp): Nodes {
  return new Map(matching(nodes, pattern).map(({node, match}) => [match[1] ?? '', node]));
}

/** Texts of a group without what tells nothing of its members. */
export function membersOf(node: ConfigNode): string[] {
  return node.children.map(({text}) => text).filter((text) => !/^(?:description|nat) /.test(text));
}

/** Of all groups of one kind together: those beyond are not understood. */
const mostMembers = 200_000;

/** Names with what they stand for; those that are not understood are left out. */
export function known<T extends readonly unknown[]>(
  names: Iterable<string>,
  read: (name: string) => T | null,
): Map<string, T> {
  let left = mostMembers;
  return new Map(
    [...names].flatMap((name) => {
      const value = left > 0 ? read(name) : null;
      left -= value?.length ?? 0;
      return value === null ? [] : [[name, value] as const];
    }),
  );
}
