import type {Clause, ClauseSummary, Guideline} from '../../model/guideline.ts';
import {fill} from '../text/fill.ts';
import {limits} from '../input.ts';
import {subjectName, type Link} from './actions.ts';
import {
  findingAnchor,
  isDetailed,
  outcomeCount,
  outcomeCounts,
  statusOrder,
  type Context,
  type OutcomeCount,
} from './common.ts';
import type {AttestationView} from './attestations.ts';
import type {Survey} from './survey.ts';

export interface ClauseLinkView extends Link {
  readonly symbol: string;
  readonly status: string;
}

export interface ClauseView {
  readonly id: string;
  readonly text: string;
  readonly note: string | null;
  readonly level: string;
  readonly mode: string;
  readonly status: OutcomeCount;
  /** Subjects by status, those with none left out. */
  readonly counts: readonly OutcomeCount[];
  readonly waived: string | null;
  readonly attestations: readonly AttestationView[];
  readonly links: readonly ClauseLinkView[];
  readonly more: string | null;
}

export interface SectionView {
  readonly id: string;
  readonly title: string;
  readonly clauses: readonly ClauseView[];
}

/** Links that explain the status: worst first, passes only when there is nothing worse. */
function linksOf(clause: string, survey: Survey, context: Context): ClauseLinkView[] {
  const links = survey.links.get(clause);
  if (links === undefined) return [];
  return statusOrder
    .filter((status) => status !== 'not-applicable')
    .flatMap((status) =>
      links[status].map(({subject, fingerprint}) => ({
        text: subjectName(subject, context),
        href: isDetailed(subject, context) ? `#${findingAnchor(fingerprint)}` : null,
        status,
        symbol: outcomeCount(status, 1, context.texts).symbol,
      })),
    );
}

function clauseView(
  clause: Clause,
  summary: ClauseSummary | undefined,
  attestations: readonly AttestationView[],
  survey: Survey,
  context: Context,
): ClauseView {
  const {texts, language} = context;
  const links = linksOf(clause.id, survey, context);
  const counts = summary === undefined ? [] : outcomeCounts(summary.counts, texts).filter(({count}) => count > 0);
  const told = counts.filter(({status}) => status !== 'not-applicable').reduce((sum, {count}) => sum + count, 0);
  const shown = links.slice(0, limits.elements);
  return {
    id: clause.id,
    text: clause.text[language],
    note: clause.note?.[language] ?? null,
    level: texts.level[clause.level],
    mode: texts.mode[clause.mode],
    status: outcomeCount(summary?.status ?? 'manual', 1, texts),
    counts,
    waived: summary === undefined || summary.waived === 0 ? null : fill(texts.page.waivedOf, {n: summary.waived}),
    attestations,
    links: shown,
    more: shown.length > 0 && told > shown.length ? fill(texts.value.more, {n: told - shown.length}) : null,
  };
}

/** Every clause in the guideline's order, by section; sections without clauses are left out. */
export function sectionViews(
  guideline: Guideline,
  summaries: readonly ClauseSummary[],
  attestations: ReadonlyMap<string, readonly AttestationView[]>,
  survey: Survey,
  context: Context,
): SectionView[] {
  const byClause = new Map(summaries.map((summary) => [summary.clause, summary]));
  return guideline.sections.flatMap(({id, title}) => {
    const clauses = guideline.clauses.filter((clause) => clause.section === id);
    if (clauses.length === 0) return [];
    const views = clauses.map((clause) =>
      clauseView(clause, byClause.get(clause.id), attestations.get(clause.id) ?? [], survey, context),
    );
    return [{id, title: title[context.language], clauses: views}];
  });
}
