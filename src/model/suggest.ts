import type {Bilingual} from './text.ts';

const longest = 64;

/** Edits (insert, delete, replace, swap neighbours) between two words. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({length: b.length + 1}, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      const left = (row[j - 1] ?? 0) + 1;
      const up = (previous[j] ?? 0) + 1;
      let best = Math.min(left, up, (previous[j - 1] ?? 0) + change);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** The candidate that was most likely meant, or null when none is near. */
export function suggest(word: string, candidates: readonly string[]): string | null {
  if (word.length > longest) return null;
  const folded = word.normalize('NFKC').toLowerCase();
  // In one or two letters everything is near everything.
  const limit = folded.length < 3 ? 0 : Math.floor(folded.length / 3);
  let best: {candidate: string; edits: number} | null = null;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - folded.length) > limit) continue;
    const edits = distance(folded, candidate.toLowerCase());
    if (edits <= limit && (best === null || edits < best.edits)) best = {candidate, edits};
  }
  return best?.candidate ?? null;
}

const shown = 30;

function listed(candidates: readonly string[]): Bilingual {
  const first = candidates.slice(0, shown).join(', ');
  return candidates.length > shown ? {en: `${first}, …`, ja: `${first} など`} : {en: first, ja: first};
}

/** What to write instead of a word that is not among the candidates. */
export function writeInstead(word: string, candidates: readonly string[]): Bilingual {
  const near = suggest(word, candidates);
  if (near !== null) return {en: `did you mean “${near}”?`, ja: `「${near}」の誤りではありませんか`};
  if (candidates.length === 0) return {en: 'there is none to choose from', ja: '選べるものが定義されていません'};
  const all = listed(candidates);
  return {en: `write one of: ${all.en}`, ja: `次のいずれかを書いてください: ${all.ja}`};
}

/** A value for a message: short, on one line, without characters that steer a terminal. */
export function brief(value: string): string {
  const line = value.replaceAll(/\s+/gu, ' ').replaceAll(/\p{C}/gu, '\ufffd');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
