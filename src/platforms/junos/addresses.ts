import {at, entries, has, leaf, names, type WordTree} from '../config/word-tree.ts';
import {gathered, resolver} from '../text/groups.ts';

export type Lookup = (name: string) => readonly string[];

/** Books in which a zone looks up names: its own, those attached to it, then the global one. */
function books(tree: WordTree, zone: string | null): WordTree[] {
  const attached = entries(tree, 'security', 'address-book').filter(
    ([, book]) => zone !== null && has(book, 'attach', 'zone', zone),
  );
  const own = zone === null ? null : at(tree, 'security', 'zones', 'security-zone', zone, 'address-book');
  const global = at(tree, 'security', 'address-book', 'global');
  return [own, ...attached.map(([, book]) => book), global].filter((book) => book !== null);
}

function addressOf(node: WordTree): string | null {
  const [word] = [...node.keys()].filter((each) => each !== 'description');
  if (word === 'range-address') {
    const start = leaf(node, 'range-address');
    const end = start === null ? null : leaf(node, 'range-address', start, 'to');
    return start === null || end === null ? null : `${start}-${end}`;
  }
  return word !== undefined && /^[0-9a-f.:]{2,45}\/\d{1,3}$/i.test(word) ? word : null;
}

const everything: Readonly<Record<string, readonly string[]>> = {
  any: ['any'],
  'any-ipv4': ['0.0.0.0/0'],
  'any-ipv6': ['::/0'],
};

export function addresses(tree: WordTree, zone: string | null): Lookup {
  const all = books(tree, zone);
  const resolve = resolver<string>((name, inner) => {
    if (Object.hasOwn(everything, name)) return everything[name] ?? null;
    const book = all.find((each) => has(each, 'address', name) || has(each, 'address-set', name));
    if (book === undefined) return null;
    const single = at(book, 'address', name);
    if (single !== null) {
      const told = addressOf(single);
      return told === null ? null : [told === '0.0.0.0/0' ? 'any' : told];
    }
    const members = [
      ...names(book, 'address-set', name, 'address'),
      ...names(book, 'address-set', name, 'address-set'),
    ];
    return gathered(members, (member) => inner(member) ?? [`object:${member}`]);
  });
  return (name) => resolve(name) ?? [`object:${name}`];
}
