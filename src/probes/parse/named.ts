export interface NamedZone {
  readonly name: string;
  readonly type: string;
  /** null when the zone says nothing. */
  readonly allowTransfer: readonly string[] | null;
}

export interface NamedSettings {
  readonly recursion: boolean;
  readonly allowRecursion: readonly string[] | null;
  readonly allowQuery: readonly string[] | null;
  readonly allowTransfer: readonly string[] | null;
  readonly versionHidden: boolean;
  readonly zones: readonly NamedZone[];
  readonly includes: readonly string[];
}

interface Statement {
  readonly words: readonly string[];
  readonly body: readonly Statement[] | null;
}

const deepest = 12;

function tokensOf(text: string): string[] {
  const pattern = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|#[^\n]*|"[^"]*"?|[{};]|[^\s{};"]+/g;
  return Array.from(text.matchAll(pattern), (match) => match[0]).filter((token) => !/^(?:\/\*|\/\/|#)/.test(token));
}

/** `word word { … };` statements from one place on; gives back where they end. */
function statements(
  tokens: readonly string[],
  from: number,
  depth: number,
): {readonly list: Statement[]; readonly end: number} {
  const list: Statement[] = [];
  let words: string[] = [];
  let body: readonly Statement[] | null = null;
  let at = from;
  for (; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    if (token === '}') break;
    if (token === '{' && depth < deepest) {
      const inner = statements(tokens, at + 1, depth + 1);
      body = inner.list;
      at = inner.end;
    } else if (token === ';') {
      if (words.length > 0 || body !== null) list.push({words, body});
      words = [];
      body = null;
    } else words.push(token.replaceAll('"', ''));
  }
  return {list, end: at};
}

function listOf(all: readonly Statement[], name: string): readonly string[] | null {
  const found = all.findLast((one) => one.words[0] === name);
  return found?.body?.map((one) => one.words.join(' ')) ?? null;
}

function zoneOf(zone: Statement): NamedZone {
  const body = zone.body ?? [];
  const type = body.find((one) => one.words[0] === 'type')?.words[1] ?? '';
  return {
    name: zone.words[1] ?? '',
    type: type === 'master' ? 'primary' : type,
    allowTransfer: listOf(body, 'allow-transfer'),
  };
}

/** named.conf, all files together. https://bind9.readthedocs.io/ */
export function namedSettings(text: string): NamedSettings {
  const {list} = statements(tokensOf(text), 0, 0);
  const views = list.filter((one) => one.words[0] === 'view').flatMap((one) => one.body ?? []);
  const options = list.filter((one) => one.words[0] === 'options').flatMap((one) => one.body ?? []);
  const all = [...options, ...views];
  const word = (name: string): string | undefined => all.findLast((one) => one.words[0] === name)?.words[1];
  return {
    recursion: word('recursion') !== 'no',
    allowRecursion: listOf(all, 'allow-recursion'),
    allowQuery: listOf(all, 'allow-query'),
    allowTransfer: listOf(all, 'allow-transfer'),
    versionHidden: word('version') !== undefined,
    zones: [...list, ...views].filter((one) => one.words[0] === 'zone').map(zoneOf),
    includes: list.filter((one) => one.words[0] === 'include').map((one) => one.words[1] ?? ''),
  };
}
