import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/model/paths.ts';

/** The text of the guideline is not ours to hand out: it lies beside the repository, where it lies at all. */
export const sourceFolder = join(packageRoot, '../shared/guideline');

function textOf(name: string): string | null {
  const path = join(sourceFolder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** The whole of it, without the numbers of its pages; null where it is absent. */
export const sourceText = textOf('water-guideline-4th-edition.txt')?.replaceAll(/^\s*\d+\s*$/gm, '') ?? null;

export interface SourceClause {
  readonly section: string;
  readonly id: string;
  readonly text: string;
}

/** Its sentences, one a clause, in its order; null where they are absent. Those of clauses `T…` and `N…` sum it up. */
export const sourceClauses: readonly SourceClause[] | null =
  textOf('clauses.tsv')
    ?.split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter((cells) => cells.length >= 5)
    .map(([section = '', id = '', , , text = '']) => ({section, id, text})) ?? null;

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Letters and digits of all that it says. */
const everything = [sourceText ?? '', ...(sourceClauses ?? []).map(({text}) => text)].map(plain).join('\n');

function longestCommonRun(a: string, b: string): string {
  let best = '';
  for (let start = 0; start < a.length; start += 1) {
    while (start + best.length < a.length && b.includes(a.slice(start, start + best.length + 1)))
      best = a.slice(start, start + best.length + 1);
  }
  return best;
}

/** Longer than any word of ours that the guideline has too; its sentences are 20 to 90 characters long. */
const ownWords = 12;

/** The words of the guideline that a text of ours repeats, null when they are its own. */
export function repeatedWords(text: string): string | null {
  const run = longestCommonRun(plain(text), everything);
  return run.length < ownWords ? null : run;
}
