/** Characters of ASCII, and what stands for a hit among the numbers of states. */
const characters = 128;
const hit = 0xffff;

interface Trie {
  /** By state: the state after each character that a word goes on with. */
  readonly edges: Map<number, number>[];
  /** States in which a word has ended. */
  readonly ends: Set<number>;
}

function trieOf(words: readonly string[]): Trie {
  const edges = [new Map<number, number>()];
  const ends = new Set<number>();
  for (const word of words) {
    let state = 0;
    for (const character of word.toLowerCase()) {
      const code = character.charCodeAt(0);
      if (code >= characters) throw new Error(`not ASCII: ${word}`);
      const known = edges[state]?.get(code);
      const to = known ?? edges.push(new Map()) - 1;
      if (known === undefined) edges[state]?.set(code, to);
      state = to;
    }
    ends.add(state);
  }
  return {edges, ends};
}

/** Aho and Corasick: `table[characters * state + code]` is the next state. Upper case is read as lower case. */
function tableOf({edges, ends}: Trie): Uint16Array {
  const table = new Uint16Array(edges.length * characters);
  const fallback = new Uint16Array(edges.length);
  const reached = [0];
  for (const state of reached) {
    for (let code = 0; code < characters; code++) {
      const child = edges[state]?.get(code);
      const back = state === 0 ? 0 : (table[characters * (fallback[state] ?? 0) + code] ?? 0);
      table[characters * state + code] = child ?? back;
      if (child === undefined) continue;
      fallback[child] = back;
      if (ends.has(back)) ends.add(child);
      reached.push(child);
    }
  }
  for (let at = 0; at < table.length; at++) {
    const code = at % characters;
    if (code >= 0x41 && code <= 0x5a) table[at] = table[at + 0x20] ?? 0;
  }
  return table.map((state) => (ends.has(state) ? hit : state));
}

/**
 * Test for a text that holds any of the words, without regard to case, in one look at each character; a character outside of
 * ASCII counts as a hit. A regular expression of many words tries all of them at each character.
 * @throws Error for a word that is not ASCII
 */
export function anyWord(words: readonly string[]): (text: string) => boolean {
  const table = tableOf(trieOf(words));
  return (text) => {
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code >= characters) return true;
      state = table[characters * state + code] ?? hit;
      if (state === hit) return true;
    }
    return false;
  };
}
