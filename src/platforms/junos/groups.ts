import {at, entries, has, type WordTree} from '../config/word-tree.ts';

/** Groups that hold for one routing engine or node alone. */
const ofOneNode = /^(?:re|node|member)\d{1,2}$/;

/** Most statements of a group that are looked for. */
const most = 1000;

/** Whether a statement of a group stands in the configuration too; null: all of them are patterns, so that nobody can tell. */
function standsIn(tree: WordTree, group: WordTree): boolean | null {
  const open: (readonly [path: readonly string[], node: WordTree])[] = [[[], group]];
  let told: boolean | null = null;
  for (let seen = 0; seen < most; seen++) {
    const [path, node] = open.pop() ?? [[], null];
    if (node === null) return told;
    if (node.size === 0 && path.length > 0) {
      if (has(tree, ...path)) return true;
      told = false;
    }
    for (const [word, below] of node) if (!word.includes('<') && path.length < 30) open.push([[...path, word], below]);
  }
  return told;
}

/** Names that a statement `apply-groups` gives, wherever it stands. */
function applied(text: string): ReadonlySet<string> {
  const lists = [...text.matchAll(/(?:^|\s)apply-groups (?:\[ ([^\]\n]{1,500}) \]|([^\s;]{1,64}))/g)];
  return new Set(lists.flatMap(([, list, one]) => (list ?? one ?? '').split(' ')));
}

/**
 * Whether what groups give stands where they are applied. Where the groups themselves are not shown, it does: what is shown then is
 * what came of them.
 */
export function inherited(tree: WordTree, text: string): boolean {
  const groups = at(tree, 'groups');
  if (groups === null) return true;
  const used = applied(text);
  return entries(groups)
    .filter(([name]) => used.has(name) && !ofOneNode.test(name))
    .every(([, group]) => standsIn(tree, group) === true);
}
