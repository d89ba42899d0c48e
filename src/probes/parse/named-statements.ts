/** `word word { … };` of named.conf */
export interface Statement {
  readonly words: readonly string[];
  readonly body: readonly Statement[] | null;
}

const deepest = 12;

function tokensOf(text: string): string[] {
  const pattern = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|#[^\n]*|"[^"]*"?|[{};]|[^\s{};"]+/g;
  return Array.from(text.matchAll(pattern), (match) => match[0]).filter((token) => !/^(?:\/\*|\/\/|#)/.test(token));
}

/** `word word { … };` statements from one place on; gives back where they end. */
function listFrom(
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
      const inner = listFrom(tokens, at + 1, depth + 1);
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

export function statementsOf(text: string): readonly Statement[] {
  return listFrom(tokensOf(text), 0, 0).list;
}
