import {compareCodeUnits, compareDigits, sign, type Order} from './order.ts';

const preSuffixes = ['alpha', 'beta', 'pre', 'rc'];
const suffixes = [...preSuffixes, 'cvs', 'svn', 'git', 'hg', 'p'];

/** In the order in which they may stand; where two versions part, the one whose next token stands earlier is newer. */
const kinds = ['first', 'number', 'letter', 'suffix', 'suffix-number', 'hash', 'revision', 'end'] as const;

interface Token {
  readonly kind: (typeof kinds)[number];
  readonly text: string;
}

const end: Token = {kind: 'end', text: ''};

const shape = new RegExp(`^\\d+(?:\\.\\d+)*[a-z]?(?:_(?:${suffixes.join('|')})\\d*)*(?:~[0-9a-f]+)?(?:-r\\d+)?$`);

function suffixTokens(text: string): Token[] {
  const [, name = '', number = ''] = /^([a-z]+)(\d*)$/.exec(text) ?? [];
  const suffix: Token = {kind: 'suffix', text: name};
  return number === '' ? [suffix] : [suffix, {kind: 'suffix-number', text: number}];
}

function token(part: string, first: boolean): Token[] {
  if (first) return [{kind: 'first', text: part}];
  if (part.startsWith('.')) return [{kind: 'number', text: part.slice(1)}];
  if (part.startsWith('_')) return suffixTokens(part.slice(1));
  if (part.startsWith('~')) return [{kind: 'hash', text: part.slice(1)}];
  if (part.startsWith('-r')) return [{kind: 'revision', text: part.slice(2)}];
  return [{kind: 'letter', text: part}];
}

function parse(text: string): readonly Token[] {
  if (!shape.test(text)) throw new Error(`not an apk version: ${text}`);
  const parts = text.match(/^\d+|\.\d+|_[a-z]+\d*|~[0-9a-f]+|-r\d+|[a-z]/g) ?? [];
  return [...parts.flatMap((part, i) => token(part, i === 0)), end];
}

function compareSame(a: Token, b: Token): Order {
  switch (a.kind) {
    case 'number':
      return a.text.startsWith('0') || b.text.startsWith('0')
        ? compareCodeUnits(a.text, b.text)
        : compareDigits(a.text, b.text);
    case 'first':
    case 'suffix-number':
    case 'revision':
      return compareDigits(a.text, b.text);
    case 'suffix':
      return sign(suffixes.indexOf(a.text) - suffixes.indexOf(b.text));
    case 'letter':
    case 'hash':
      return compareCodeUnits(a.text, b.text);
    case 'end':
      return 0;
    default:
      return a.kind satisfies never;
  }
}

const isPreRelease = (token: Token): boolean => token.kind === 'suffix' && preSuffixes.includes(token.text);

function compareDifferent(a: Token, b: Token): Order {
  if (isPreRelease(a)) return -1;
  if (isPreRelease(b)) return 1;
  return sign(kinds.indexOf(b.kind) - kinds.indexOf(a.kind));
}

/**
 * `number{.number}…{letter}{_suffix{number}}…{~hash}{-rN}`; numbers after the first that begin with 0 sort as text.
 * Source: apk-package(5) and version.c of apk-tools 3.
 */
export function apk(a: string, b: string): Order {
  const left = parse(a);
  const right = parse(b);
  for (let i = 0; ; i++) {
    const one = left[i] ?? end;
    const two = right[i] ?? end;
    const order = one.kind === two.kind ? compareSame(one, two) : compareDifferent(one, two);
    if (order !== 0 || one.kind === 'end') return order;
  }
}
