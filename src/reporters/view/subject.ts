import type {Asset} from '../../model/asset.ts';
import type {Check} from '../../model/check.ts';
import {outcomeStatuses, type Finding, type OutcomeStatus} from '../../model/finding.ts';
import type {AssetSummary} from '../../model/run.ts';
import type {SubjectResults} from '../input.ts';
import {subjectName} from './actions.ts';
import {
  assetAnchor,
  compare,
  coverageText,
  outcomeCounts,
  statusOrder,
  type Context,
  type OutcomeCount,
  type LabelledValue,
} from './common.ts';
import {evidenceView, type EvidenceView} from './evidence.ts';
import {factLabel, findingView, type FindingView} from './finding.ts';
import {fromFacts, fromInventory} from './identity.ts';
import {portTable, type PortTable} from './ports.ts';
import {deviceText, reasonText} from './value.ts';

export interface FindingGroup {
  readonly status: OutcomeStatus;
  readonly symbol: string;
  readonly word: string;
  readonly count: number;
  /** True for a list of one-line rows, folded. */
  readonly compact: boolean;
  readonly findings: readonly FindingView[];
}

export interface SubjectView {
  readonly anchor: string;
  readonly id: string;
  readonly name: string | null;
  readonly open: boolean;
  readonly kind: string | null;
  readonly trouble: string | null;
  readonly coverage: string | null;
  readonly counts: readonly OutcomeCount[];
  readonly inventory: readonly LabelledValue[];
  readonly facts: readonly LabelledValue[];
  /** null where the asset was not looked at from outside. */
  readonly ports: PortTable | null;
  readonly groups: readonly FindingGroup[];
  /** Findings that pass or do not apply are counted but not listed. */
  readonly shortened: boolean;
  readonly gaps: readonly {readonly fact: string; readonly word: string; readonly detail: string}[];
  readonly evidence: readonly EvidenceView[];
}

/** What viewing a subject needs beside its own results. */
export interface SubjectFrame {
  readonly asset: Asset | null;
  readonly summary: AssetSummary | null;
  readonly checks: ReadonlyMap<string, Check>;
  readonly open: boolean;
  /** In a fleet over the limit: no lists of passes, no evidence. */
  readonly shortened: boolean;
}

const compact: ReadonlySet<OutcomeStatus> = new Set(['pass', 'not-applicable']);

function bySeverity(a: Finding, b: Finding): number {
  return b.severity - a.severity || compare(a.check, b.check) || compare(a.subject ?? '', b.subject ?? '');
}

function groupsOf(
  results: SubjectResults,
  frame: SubjectFrame,
  cited: ReadonlySet<number>,
  context: Context,
): FindingGroup[] {
  return statusOrder.flatMap((status) => {
    if (frame.shortened && compact.has(status)) return [];
    const own = results.findings.filter(({outcome}) => outcome.status === status).sort(bySeverity);
    if (own.length === 0) return [];
    const findings = own.map((finding) =>
      findingView(finding, frame.checks.get(finding.check), frame.asset, cited, context),
    );
    const [{symbol, word}] = findings as [FindingView];
    return [{status, symbol, word, count: own.length, compact: compact.has(status), findings}];
  });
}

function gapsOf({facts}: SubjectResults, context: Context): SubjectView['gaps'] {
  const {texts} = context;
  return Object.keys(facts)
    .sort()
    .flatMap((name) => {
      const fact = facts[name];
      switch (fact?.state) {
        case 'gap':
          return [
            {
              fact: factLabel(name, context),
              word: texts.gap[fact.reason].word,
              detail: reasonText(fact.detail, context),
            },
          ];
        case 'fault':
          return [{fact: factLabel(name, context), word: texts.page.fault, detail: deviceText(fact.message, context)}];
        case 'known':
          return fact.complete ? [] : [{fact: factLabel(name, context), word: texts.page.incomplete, detail: ''}];
        case undefined:
          return [];
        default:
          return fact satisfies never;
      }
    });
}

function countsOf(findings: readonly Finding[]): Record<OutcomeStatus, number> {
  const counts = Object.fromEntries(outcomeStatuses.map((status) => [status, 0])) as Record<OutcomeStatus, number>;
  for (const {outcome} of findings) counts[outcome.status] += 1;
  return counts;
}

/** One asset (or zone, or the site) with its findings, worst first, and the evidence they cite. */
export function subjectView(results: SubjectResults, frame: SubjectFrame, context: Context): SubjectView {
  const {texts} = context;
  const {asset, summary} = frame;
  const seqs = new Set(results.findings.flatMap(({citations}) => citations.map(({seq}) => seq)));
  const evidence = frame.shortened ? [] : results.evidence.filter(({seq}) => seqs.has(seq));
  const cited = new Set(evidence.map(({seq}) => seq));
  const trouble = summary?.trouble ?? null;
  return {
    anchor: assetAnchor(results.id),
    id: subjectName(results.id, context),
    name: asset?.name == null ? null : deviceText(asset.name, context, 200),
    open: frame.open,
    kind: asset === null ? null : texts.kind[asset.kind],
    trouble:
      trouble === null
        ? null
        : `${texts.gap[trouble.reason].word}${texts.value.colon}${reasonText(trouble.detail, context)}`,
    coverage: summary === null ? null : coverageText(summary.coverage, texts),
    counts: outcomeCounts(countsOf(results.findings), texts),
    inventory: asset === null ? [] : fromInventory(asset, context),
    facts: fromFacts(results.facts, context),
    ports: portTable(results.facts, asset, context),
    groups: groupsOf(results, frame, cited, context),
    shortened: frame.shortened,
    gaps: gapsOf(results, context),
    evidence: evidence.map((exchange) => evidenceView(exchange, results.id, context)),
  };
}
