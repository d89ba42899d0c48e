import type {Finding} from '../../model/finding.ts';
import {limits, type ReportInput, type SubjectResults} from '../input.ts';
import {fill} from '../text/fill.ts';
import {outcomeCount, statusOrder, type Context} from './common.ts';
import {deviceText} from './value.ts';

/** Evidence behind the findings of one status, for one clause. */
interface References {
  readonly shown: string[];
  total: number;
}

type ByStatus = Map<Finding['outcome']['status'], References>;

/** Where one finding's evidence lies: asset, check, evidence lines. */
function reference({asset, check, subject, citations}: Finding): string {
  const lines = citations.slice(0, limits.elements).map(({seq}) => `#${seq}`);
  return [asset, check, ...(subject === null ? [] : [subject]), ...lines].join(' ');
}

function addReferences(clauses: Map<string, ByStatus>, {findings, cells}: SubjectResults): void {
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  for (const cell of cells) {
    const statuses: ByStatus = clauses.get(cell.clause) ?? new Map<Finding['outcome']['status'], References>();
    clauses.set(cell.clause, statuses);
    for (const finding of cell.findings.flatMap((fingerprint) => byFingerprint.get(fingerprint) ?? [])) {
      const references = statuses.get(finding.outcome.status) ?? {shown: [], total: 0};
      statuses.set(finding.outcome.status, references);
      references.total += 1;
      if (references.shown.length < limits.elements) references.shown.push(reference(finding));
    }
  }
}

function textOf(statuses: ByStatus, context: Context): string {
  const {texts} = context;
  return statusOrder
    .filter((status) => status !== 'not-applicable')
    .flatMap((status) => {
      const references = statuses.get(status);
      if (references === undefined) return [];
      const {symbol, word} = outcomeCount(status, 1, texts);
      const shown = references.shown.map((text) => deviceText(text, context, 300));
      const left = references.total - shown.length;
      const more = left > 0 ? [fill(texts.value.more, {n: left})] : [];
      return [`${symbol} ${word} ${references.total}${texts.value.colon}${[...shown, ...more].join('; ')}`];
    })
    .join('\n');
}

/** Of each clause with findings: its evidence, by outcome, worst first, at most `limits.elements` of each. Reads every subject once. */
export async function clauseEvidence(input: ReportInput, context: Context): Promise<ReadonlyMap<string, string>> {
  const clauses = new Map<string, ByStatus>();
  for await (const results of input.subjects()) addReferences(clauses, results);
  return new Map([...clauses].map(([clause, statuses]) => [clause, textOf(statuses, context)]));
}
