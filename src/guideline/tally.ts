import type {Asset} from '../model/asset.ts';
import type {CellTally, ClauseCell, ClauseReport, ClauseSummary, Guideline} from '../model/guideline.ts';
import type {OutcomeStatus} from '../model/finding.ts';
import {coverageOf, noCounts, type Counts} from './coverage.ts';

const worstFirst: readonly OutcomeStatus[] = ['fail', 'error', 'not-tested', 'manual', 'pass', 'not-applicable'];

interface Sum {
  readonly counts: Counts;
  waived: number;
}

/** Sums by a key, made when first added to. */
class Sums {
  readonly #sums = new Map<string, Sum>();

  add(key: string, {status, waived}: Pick<ClauseCell, 'status' | 'waived'>): void {
    const sum = this.#sums.get(key) ?? {counts: noCounts(), waived: 0};
    sum.counts[status] += 1;
    if (waived) sum.waived += 1;
    this.#sums.set(key, sum);
  }

  get(key: string): Sum {
    return this.#sums.get(key) ?? {counts: noCounts(), waived: 0};
  }

  tally(id: string): CellTally {
    const {counts, waived} = this.get(id);
    return {id, counts, waived, coverage: coverageOf(counts)};
  }

  tallies(): CellTally[] {
    return [...this.#sums.keys()].sort().map((id) => this.tally(id));
  }
}

/** Sums clause cells up as they stream by: per clause, section, zone, kind of asset, and over all. */
export class ClauseTally {
  readonly #guideline: Guideline;
  readonly #sectionOf: ReadonlyMap<string, string>;
  readonly #clauses = new Sums();
  readonly #sections = new Sums();
  readonly #zones = new Sums();
  readonly #kinds = new Sums();

  constructor(guideline: Guideline) {
    this.#guideline = guideline;
    this.#sectionOf = new Map(guideline.clauses.map(({id, section}) => [id, section]));
  }

  /** Cells of one subject; `asset` is null for the site, which belongs to no zone and no kind. */
  add(cells: readonly ClauseCell[], asset: Asset | null): void {
    for (const cell of cells) {
      this.#clauses.add(cell.clause, cell);
      this.#sections.add(this.#sectionOf.get(cell.clause) ?? '', cell);
      if (asset === null) continue;
      this.#zones.add(asset.zone, cell);
      this.#kinds.add(asset.kind, cell);
    }
  }

  /** Every clause, in the guideline's order. The worst subject gives it its state; one that nothing speaks to waits for a person. */
  #summaries(): ClauseSummary[] {
    return this.#guideline.clauses.map(({id}) => {
      const {counts, waived} = this.#clauses.get(id);
      const status = worstFirst.find((candidate) => counts[candidate] > 0) ?? 'manual';
      return {clause: id, status, counts, waived};
    });
  }

  report(): ClauseReport {
    const clauses = this.#summaries();
    const whole = new Sums();
    for (const {status, counts, waived} of clauses) {
      whole.add('organisation', {status, ...(status === 'fail' && waived === counts.fail ? {waived: true} : {})});
    }
    return {
      schema: 1,
      guideline: this.#guideline.id,
      clauses,
      sections: this.#guideline.sections.map(({id}) => this.#sections.tally(id)),
      zones: this.#zones.tallies(),
      kinds: this.#kinds.tallies(),
      organisation: whole.tally('organisation'),
    };
  }
}
