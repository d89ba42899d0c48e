import {readLines} from './words.ts';

/** A `config …` or `edit …` of FortiOS and its kin, with what is set in it. */
export interface EditNode {
  readonly kind: 'config' | 'edit';
  /** `system snmp community`; of an `edit` the name of the entry. */
  readonly name: string;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly children: readonly EditNode[];
}

export interface EditTree {
  readonly root: EditNode;
  /** Lines that are no `config`, `edit`, `set`, `append`, `unset`, `next`, `end`, or stand where they cannot. */
  readonly unread: readonly string[];
}

interface Open extends EditNode {
  readonly values: Map<string, readonly string[]>;
  readonly children: EditNode[];
}

const opened = (kind: EditNode['kind'], name: string): Open => ({kind, name, values: new Map(), children: []});

/** True when the line was understood. */
function apply(stack: Open[], verb: string, words: readonly string[]): boolean {
  const top = stack.at(-1);
  const [key = '', ...rest] = words;
  if (top === undefined) return false;
  switch (verb) {
    case 'config':
    case 'edit': {
      if (words.length === 0 || (verb === 'edit' && top.kind !== 'config')) return false;
      const node = opened(verb, words.join(' '));
      top.children.push(node);
      stack.push(node);
      return true;
    }
    case 'set':
      top.values.set(key, rest);
      return key !== '';
    case 'append':
      top.values.set(key, [...(top.values.get(key) ?? []), ...rest]);
      return key !== '';
    case 'unset':
      top.values.delete(key);
      return key !== '';
    case 'next':
      if (top.kind === 'edit') stack.pop();
      return top.kind === 'edit';
    case 'end':
      if (stack.length === 1) return false;
      // One `end` inside of an entry closes both: `config vdom`, `edit root`, …, `end`.
      stack.splice(top.kind === 'edit' ? -2 : -1);
      return true;
    default:
      return false;
  }
}

/** Takes away the outermost entry that was never closed: what it lacks would count as not set. Parts of the device stay. */
function dropOpen(stack: readonly Open[]): void {
  const at = stack.findIndex(({kind}, index) => kind === 'edit' && stack[index - 1]?.name !== 'vdom');
  if (at > 0) stack[at - 1]?.children.pop();
}

/** A configuration as `show` prints it: `config` … `edit` … `set` … `next` … `end`. */
export function readEditTree(text: string): EditTree {
  const root = opened('config', '');
  const stack: Open[] = [root];
  const unread: string[] = [];
  for (const line of readLines(text, '')) {
    const [verb, ...words] = line.map((token) => token.text);
    if (!apply(stack, verb ?? '', words)) unread.push([verb, ...words].join(' ').slice(0, 200));
  }
  if (stack.length > 1) {
    unread.push('the configuration ends inside of a section');
    dropOpen(stack);
  }
  return {root, unread};
}

/** Sections of one name below a node, in order. */
export function sections(node: EditNode, name: string): readonly EditNode[] {
  return node.children.filter((child) => child.kind === 'config' && child.name === name);
}

/** Entries of all sections of one name, in order. */
export function edits(node: EditNode, name: string): readonly EditNode[] {
  return sections(node, name).flatMap(({children}) => children.filter(({kind}) => kind === 'edit'));
}

export function values(node: EditNode, key: string): readonly string[] {
  return node.values.get(key) ?? [];
}

/** The words of a setting as one text; null when it is not set. */
export function value(node: EditNode, key: string): string | null {
  return node.values.get(key)?.join(' ') ?? null;
}

/** A setting of the section of that name; the last one wins. */
export function settingOf(node: EditNode, name: string, key: string): string | null {
  return sections(node, name).reduce<string | null>((found, section) => value(section, key) ?? found, null);
}

/** `enable` and `disable`; null for what is neither, or not set. */
export function flag(word: string | null): boolean | null {
  if (word === 'enable') return true;
  return word === 'disable' ? false : null;
}

export function number(word: string | null): number | null {
  return word !== null && /^\d{1,9}$/.test(word) ? Number(word) : null;
}
