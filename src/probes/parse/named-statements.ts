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

const mostFiles = 100;
/** Of all files, each as often as it is included, in UTF-16 code units. */
const mostText = 4_194_304;

/**
 * Statements of a file, those of included files in the place of each `include`. One whose file was not seen, `textOf` gives
 * null, stays as it is.
 */
export function statementsOf(text: string, textOf: (path: string) => string | null = () => null): Statement[] {
  let [left, room] = [mostFiles, mostText - text.length];
  function included(path: string, depth: number): string | null {
    const found = depth < deepest ? textOf(path) : null;
    if (found === null || left <= 0 || found.length > room) return null;
    left -= 1;
    room -= found.length;
    return found;
  }
  function within(list: readonly Statement[], depth: number): Statement[] {
    return list.flatMap((one): Statement[] => {
      if (one.words[0] !== 'include') return [{...one, body: one.body === null ? null : within(one.body, depth)}];
      const inner = included(one.words[1] ?? '', depth);
      return inner === null ? [one] : within(listFrom(tokensOf(inner), 0, 0).list, depth + 1);
    });
  }
  return within(listFrom(tokensOf(text), 0, 0).list, 0);
}
