import type {ReadTree} from './read-words.ts';
import type {WordTree} from './word-tree.ts';

type Open = Map<string, WordTree>;

const piece =
  /<secret kind=[^<>\n]{1,100}>|<(?<close>\/)?(?<tag>[A-Za-z_][\w.-]{0,80})(?<rest>(?:\s[^<>]{0,500}|\/)?)>|<!--|<[?!][^<>]{0,300}>|[^<]+|</g;

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  '#xA': '\n',
  '#10': '\n',
};

function decoded(text: string): string {
  return text.replaceAll(/&(lt|gt|amp|quot|apos|#xA|#10);/g, (whole, name: string) => entities[name] ?? whole);
}

interface Level {
  readonly tag: string;
  /** What is written below it goes here: of a `member` into what it is a member of. */
  readonly node: Open;
  text: string;
  empty: boolean;
}

function below(node: Open, word: string): Open {
  const known = node.get(word) as Open | undefined;
  const found = known ?? new Map<string, WordTree>();
  if (known === undefined) node.set(word, found);
  return found;
}

function open(parent: Level, tag: string, rest: string): Level {
  parent.empty = false;
  const name = /\sname="([^"]{0,300})"/.exec(rest)?.[1];
  const node =
    tag === 'member' ? parent.node : below(parent.node, tag === 'entry' && name !== undefined ? decoded(name) : tag);
  return {tag, node, text: '', empty: true};
}

/** What stands between the tags of an element without others within is a word below it. */
function close(level: Level): void {
  const text = decoded(level.text).trim();
  if (level.empty && text !== '') below(level.node, text);
}

/**
 * A configuration in XML as the tree of words that it is in other forms: `<entry name="a">` is `a`, `<x><member>b</member></x>` is `x b`,
 * `<x>c</x>` is `x c`. Attributes but `name` of an entry are left out.
 */
export function readXmlTree(text: string): ReadTree {
  const tree: Open = new Map();
  const stack: Level[] = [{tag: '', node: tree, text: '', empty: true}];
  const unread: string[] = [];
  for (const match of text.matchAll(piece)) {
    const {tag, close: closes, rest = ''} = match.groups ?? {};
    const top = stack.at(-1);
    if (top === undefined) break;
    if (tag === undefined) {
      if (match[0] === '<' || match[0] === '<!--') unread.push(`at ${match.index}: <`);
      else if (!/^<[?!]/.test(match[0])) top.text += match[0];
    } else if (closes === undefined) {
      const level = open(top, tag, rest);
      if (rest.endsWith('/')) close(level);
      else stack.push(level);
    } else if (top.tag === tag && stack.length > 1) {
      close(top);
      stack.pop();
    } else unread.push(`at ${match.index}: </${tag}>`);
  }
  if (stack.length > 1) unread.push('the configuration ends inside of an element');
  return {tree, unread};
}
