import type {Clause, ClauseCheck, Guideline} from '../../src/model/guideline.ts';

/** A mapping for tests: it supports, unless told otherwise. */
export function clauseCheck(id: string, more: Partial<ClauseCheck> = {}): ClauseCheck {
  return {id, role: 'supports', covers: 'partial', level: null, with: {}, ...more};
}

/** A required, automated clause about assets of every kind, unless told otherwise. */
export function clauseOf(id: string, more: Partial<Clause> = {}): Clause {
  return {
    id,
    section: 's',
    text: {en: id, ja: id},
    level: 'required',
    mode: 'automated',
    about: 'assets',
    kinds: [],
    note: null,
    awaits: [],
    checks: [],
    ...more,
  };
}

export function guidelineOf(clauses: readonly Clause[], more: Partial<Guideline> = {}): Guideline {
  const title = {en: 'g', ja: 'g'};
  const sections = [{id: 's', title}];
  return {id: 'g', title, edition: '1', sections, clauses, tables: [], digest: '', ...more};
}
