import type {Bilingual} from '../model/text.ts';

const shown = 20;

function distance(a: string, b: string): number {
  let previous = Array.from({length: b.length + 1}, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min((row[j - 1] ?? 0) + 1, (previous[j] ?? 0) + 1, (previous[j - 1] ?? 0) + change));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}

function nearest(word: string, candidates: readonly string[]): string | null {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const near = candidates
    .map((candidate) => ({candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase())}))
    .filter(({edits}) => edits <= limit)
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.candidate ?? null;
}

/** What to write instead of a word that is not among the candidates. */
export function writeInstead(word: string, candidates: readonly string[]): Bilingual {
  const near = word.length > 64 ? null : nearest(word, candidates);
  if (near !== null) return {en: `did you mean “${near}”?`, ja: `「${near}」の誤りではありませんか`};
  if (candidates.length === 0) return {en: 'there is none to choose from', ja: '選べるものが定義されていません'};
  const all = candidates.slice(0, shown).join(', ') + (candidates.length > shown ? ', …' : '');
  return {en: `write one of: ${all}`, ja: `次のいずれかを書いてください: ${all}`};
}
