import type {Action, ScoredFinding, Term} from './model/action.ts';
import type {Asset, Exposure, SystemKind} from './model/asset.ts';
import {titleOf, type Check, type Effort} from './model/check.ts';
import {isWaived, type Finding} from './model/finding.ts';
import type {Guideline} from './model/guideline.ts';
import type {Bilingual} from './model/text.ts';

/** Weights that priority is computed with. */
export interface PriorityData {
  /** By system of guideline table 3-3, 1 to 3. */
  readonly systems: Readonly<Record<SystemKind, number>>;
  /** Titles of acts that mend the findings of several checks. */
  readonly acts: Readonly<Record<string, Bilingual>>;
}

const exposureWeight: Readonly<Record<Exposure, number>> = {internet: 2, partner: 1.5, office: 1, isolated: 0.7};
const effortDivisor: Readonly<Record<Effort, number>> = {low: 1, medium: 1.5, high: 2.5};
/** A finding of an asset whose data has the highest class weighs twice as much as one with the lowest. */
const dataWeight = [0, 1, 1.5, 2] as const;
const compensatedWeight = 0.5;
/** Weight of an asset whose inventory entry does not say what it serves. */
const unknownAssetWeight = 1;

const round = (value: number): number => Math.round(value * 100) / 100;

function assetTerm(asset: Asset | null, data: PriorityData): Term {
  const system = asset?.system ?? null;
  const classes = asset?.data ?? null;
  const systemWeight = system === null ? unknownAssetWeight : data.systems[system];
  const highest = classes === null ? 1 : Math.max(classes.confidentiality, classes.integrity, classes.availability);
  const because = [
    system === null ? 'system:unknown' : `system:${system}`,
    ...(classes === null ? ['data:unknown'] : [`data:${highest}`]),
  ];
  return {name: 'asset', operator: '×', value: round(systemWeight * (dataWeight[highest] ?? 1)), because};
}

function termsOf(finding: Finding, check: Check, asset: Asset | null, required: boolean, data: PriorityData): Term[] {
  const exposure = asset?.exposure ?? null;
  const terms: Term[] = [
    {name: 'severity', operator: '×', value: finding.severity, because: [`severity:${finding.severity}`]},
    assetTerm(asset, data),
    {
      name: 'exposure',
      operator: '×',
      value: exposure === null ? 1 : exposureWeight[exposure],
      because: [`exposure:${exposure ?? 'unknown'}`],
    },
    {
      name: 'clause',
      operator: '×',
      value: required ? 1.5 : 1,
      because: [required ? 'level:required' : 'level:recommended'],
    },
    {
      name: 'effort',
      operator: '÷',
      value: effortDivisor[check.remediation.effort],
      because: [`effort:${check.remediation.effort}`],
    },
  ];
  if (finding.compensated) {
    terms.push({name: 'compensated', operator: '×', value: compensatedWeight, because: ['compensated:true']});
  }
  return terms;
}

export function scoreOf(terms: readonly Term[]): number {
  return round(terms.reduce((score, {operator, value}) => (operator === '×' ? score * value : score / value), 1));
}

/** Sorted by falling score. An act is done once for an asset, so the gravest of its findings counts, not their number. */
function gravestOfEach(findings: Omit<ScoredFinding, 'counted'>[]): ScoredFinding[] {
  const seen = new Set<string>();
  findings.sort((a, b) => b.score - a.score || (a.fingerprint < b.fingerprint ? -1 : 1));
  return findings.map((finding) => {
    const counted = !seen.has(finding.asset);
    seen.add(finding.asset);
    return {...finding, counted};
  });
}

interface Group {
  readonly checks: Map<string, Check>;
  readonly findings: Omit<ScoredFinding, 'counted'>[];
}

interface Scored {
  readonly terms: readonly Term[];
  readonly score: number;
}

/** Collects failed findings as they stream by, those that are accepted for now left out, and makes one action of those that one act mends. */
export class Prioritiser {
  readonly #checks: ReadonlyMap<string, Check>;
  readonly #required: ReadonlySet<string>;
  readonly #data: PriorityData;
  readonly #groups = new Map<string, Group>();
  readonly #scored = new Map<string, Scored>();

  constructor(checks: readonly Check[], guideline: Guideline, data: PriorityData) {
    this.#checks = new Map(checks.map((check) => [check.id, check]));
    const served = guideline.clauses.flatMap(({level, checks: serving}) =>
      serving.map((check) => ({id: check.id, level: check.level ?? level})),
    );
    this.#required = new Set(served.filter(({level}) => level === 'required').map(({id}) => id));
    this.#data = data;
  }

  /** `asset`: null for a finding about the site. */
  add(finding: Finding, asset: Asset | null): void {
    const check = this.#checks.get(finding.check);
    if (finding.outcome.status !== 'fail' || isWaived(finding) || check === undefined) return;
    const {terms, score} = this.#score(finding, check, asset);
    const {act} = check.remediation;
    const group = this.#groups.get(act) ?? {checks: new Map<string, Check>(), findings: []};
    group.checks.set(check.id, check);
    group.findings.push({fingerprint: finding.fingerprint, asset: finding.asset, score, terms});
    this.#groups.set(act, group);
  }

  /** Findings with the same inputs share their arithmetic: a large fleet has few kinds of it. */
  #score(finding: Finding, check: Check, asset: Asset | null): Scored {
    const terms = termsOf(finding, check, asset, this.#required.has(check.id), this.#data);
    const key = JSON.stringify(terms);
    const known = this.#scored.get(key) ?? {terms, score: scoreOf(terms)};
    this.#scored.set(key, known);
    return known;
  }

  /** Actions by falling score, then by id. */
  actions(): Action[] {
    const actions = [...this.#groups].map(([act, group]) => this.#action(act, group));
    actions.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    return actions.map((action, index) => ({...action, rank: index + 1}));
  }

  #action(act: string, group: Group): Action {
    const checks = [...group.checks.values()].sort((a, b) => b.severity - a.severity || (a.id < b.id ? -1 : 1));
    const [lead] = checks;
    if (lead === undefined) throw new Error(`action ${act} has no check`);
    const {text, effort, when, restarts} = lead.remediation;
    const findings = gravestOfEach(group.findings);
    return {
      id: act,
      rank: 0,
      title: this.#data.acts[act] ?? titleOf(lead),
      states: this.#data.acts[act] === undefined ? 'condition' : 'act',
      text,
      commands: lead.remediation.commands,
      effort,
      when,
      restarts,
      checks: checks.map(({id}) => id).sort(),
      assets: [...new Set(findings.map(({asset}) => asset))].sort(),
      score: round(findings.reduce((sum, {score, counted}) => sum + (counted ? score : 0), 0)),
      findings,
    };
  }
}
