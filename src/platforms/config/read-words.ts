import type {WordTree} from './word-tree.ts';
import {readLines, readTokens} from './words.ts';

export interface ReadTree {
  readonly tree: WordTree;
  /** Lines and signs that do not fit. */
  readonly unread: readonly string[];
}

type Open = Map<string, WordTree>;

function below(node: Open, word: string): Open {
  const known = node.get(word) as Open | undefined;
  const found = known ?? new Map<string, WordTree>();
  if (known === undefined) node.set(word, found);
  return found;
}

/** Words, with a list in brackets as the last of them: `a b [ c d ]` is `a b c` and `a b d`. */
function add(node: Open, words: readonly string[], list: readonly string[] | null): Open {
  const end = words.reduce(below, node);
  for (const word of list ?? []) below(end, word);
  return end;
}

function remove(node: Open, words: readonly string[]): void {
  const last = words.at(-1);
  const parent = words.slice(0, -1).reduce<Open | undefined>((at, word) => at?.get(word) as Open | undefined, node);
  if (last !== undefined) parent?.delete(last);
}

interface Statement {
  words: string[];
  list: string[] | null;
  inList: boolean;
}

const statement = (): Statement => ({words: [], list: null, inList: false});

/** false for a sign that does not fit. */
function take(current: Statement, text: string, sign: boolean): boolean {
  if (sign && text === '[') {
    current.list ??= [];
    current.inList = true;
  } else if (sign && text === ']') {
    if (!current.inList) return false;
    current.inList = false;
  } else if (current.inList) current.list?.push(text);
  else current.words.push(text);
  return true;
}

/** Lines `set a b [ c d ]`, and `deactivate a b`, which takes away what is set, wherever that stands. */
export function readSetLines(text: string): ReadTree {
  const tree: Open = new Map();
  const inactive = new Map<string, readonly string[]>();
  const unread: string[] = [];
  for (const line of readLines(text, '[]')) {
    const [verb, ...rest] = line;
    const current = statement();
    const fits = rest.every((token) => take(current, token.text, token.kind === 'sign')) && !current.inList;
    const known = verb?.text === 'set' || verb?.text === 'deactivate' || verb?.text === 'activate';
    if (!fits || !known || current.words.length === 0)
      unread.push(
        line
          .map((token) => token.text)
          .join(' ')
          .slice(0, 200),
      );
    else if (verb.text === 'set') add(tree, current.words, current.list);
    else if (verb.text === 'deactivate') inactive.set(current.words.join(' '), current.words);
    else inactive.delete(current.words.join(' '));
  }
  for (const words of inactive.values()) remove(tree, words);
  return {tree, unread};
}

/** Flags in front of a statement: those that take it out of use, and others. */
function flagged(words: readonly string[]): {words: string[]; inactive: boolean} {
  const flags = new Set(['inactive:', 'protect:', 'active:', 'replace:']);
  let at = 0;
  while (flags.has(words[at] ?? '')) at += 1;
  return {words: words.slice(at), inactive: words.slice(0, at).includes('inactive:')};
}

/** Statements `a b { c d; e [ f g ]; }`. What is marked `inactive:` is left out. */
export function readBraces(text: string): ReadTree {
  const tree: Open = new Map();
  const stack: Open[] = [tree];
  const unread: string[] = [];
  let current = statement();
  const finish = (opens: boolean): void => {
    const {words, inactive} = flagged(current.words);
    const parent = inactive ? new Map<string, WordTree>() : (stack.at(-1) ?? tree);
    const end = words.length > 0 ? add(parent, words, current.list) : parent;
    if (opens) stack.push(end);
    if (current.inList || (opens && words.length === 0)) unread.push('a statement without an end');
    current = statement();
  };
  for (const {kind, text: word, line} of readTokens(text, '{}[];')) {
    if (kind === 'line') continue;
    const sign = kind === 'sign';
    if (sign && word === ';') finish(false);
    else if (sign && word === '{') finish(true);
    else if (sign && word === '}') {
      if (current.words.length > 0) finish(false);
      if (stack.length > 1) stack.pop();
      else unread.push(`line ${line}: }`);
    } else if (!take(current, word, sign)) unread.push(`line ${line}: ${word}`);
  }
  if (stack.length > 1 || current.words.length > 0) unread.push('the configuration ends inside of a section');
  return {tree, unread};
}
