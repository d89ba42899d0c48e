import {exampleCase, type ExampleSources} from './check/examples.ts';
import {withParameters, type Bound} from './check/expression.ts';
import {judge, plainJudgement, type Judgement} from './check/judge.ts';
import type {Languages, LoadedCheck} from './check/load.ts';
import type {Asset} from './model/asset.ts';
import type {Example} from './model/check.ts';
import {sha256Hex} from './model/digest.ts';
import type {Facts} from './model/fact.ts';
import type {Citation, EffectiveParameter, Finding} from './model/finding.ts';
import {resolveParameters, type ParameterLayer} from './model/parameter-layers.ts';

/** Whom the facts are of. */
export type Target =
  | {readonly scope: 'asset'; readonly asset: Asset}
  | {readonly scope: 'zone'; readonly zone: string}
  | {readonly scope: 'site'};

export interface EvaluateInput {
  /** Name of the site, part of every fingerprint. */
  readonly site: string;
  readonly target: Target;
  readonly facts: Facts;
  readonly checks: readonly LoadedCheck[];
  readonly languages: Languages;
  /** Those that hold for this target, in any order. */
  readonly layers: readonly ParameterLayer[];
  /** UTC ISO 8601. */
  readonly asOf: string;
  /** Id of the ask behind an evidence line of the target; null when there is none. */
  readonly askOf: (seq: number) => string | null;
}

function targetId(target: Target): string {
  switch (target.scope) {
    case 'asset':
      return target.asset.id;
    case 'zone':
      return `zone:${target.zone}`;
    case 'site':
      return 'site';
    default:
      return target satisfies never;
  }
}

function speaksOf(check: LoadedCheck, target: Target): boolean {
  if (check.scope !== target.scope) return false;
  if (target.scope !== 'asset') return true;
  const {kind, platform} = target.asset;
  const isOpen = platform === 'auto' || platform === 'unknown';
  const isPlatform = check.platforms.length === 0 || isOpen || check.platforms.includes(platform);
  return isPlatform && (check.kinds.length === 0 || check.kinds.includes(kind));
}

/** Stable over runs, address changes and new versions of the check. */
export function fingerprint(site: string, asset: string, check: string, subject: string | null): string {
  return sha256Hex(JSON.stringify([site, asset, check, subject]));
}

type Cite = (names: readonly string[]) => readonly Citation[];

/** Evidence behind facts. Many checks read the same facts. */
function citing({facts, askOf}: EvaluateInput): Cite {
  const known = new Map<string, readonly Citation[]>();
  return (names) => {
    const key = names.join();
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const seqs = [...new Set(names.flatMap((name) => facts[name]?.from.seq ?? []))].sort((a, b) => a - b);
    const citations = seqs.flatMap((seq) => {
      const ask = askOf(seq);
      return ask === null ? [] : [{seq, ask}];
    });
    known.set(key, citations);
    return citations;
  };
}

const undecided = new Set(['not-tested', 'error', 'not-applicable']);

/** What an outcome rests on that was not observed. */
function declaredFor(names: readonly string[], {facts}: EvaluateInput): Pick<Finding, 'declared'> {
  const from = names.flatMap((name) => (facts[name]?.state === 'known' ? [facts[name].from] : []));
  const declared = from.find(({transport}) => transport === 'inventory');
  return declared === undefined ? {} : {declared: {asOf: declared.observedAt?.slice(0, 10) ?? null}};
}

interface Judged {
  readonly parameters: Readonly<Record<string, EffectiveParameter>>;
  readonly judgements: readonly Judgement[];
}

/** Whatever is thrown here is a mistake of ours or of a parameter file: it must stop one check, not the run. */
function judgeSafely(check: LoadedCheck, input: EvaluateInput, bound: Bound): Judged {
  try {
    const parameters = resolveParameters(check, input.layers);
    const values = Object.fromEntries(Object.entries(parameters).map(([name, {value}]) => [name, value]));
    return {parameters, judgements: judge(check, withParameters(bound, check.parameters, values))};
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {parameters: {}, judgements: [plainJudgement({status: 'error', message})]};
  }
}

function findingsOf(check: LoadedCheck, input: EvaluateInput, bound: Bound, cite: Cite): readonly Finding[] {
  const asset = targetId(input.target);
  const {parameters, judgements} = judgeSafely(check, input, bound);
  const citations = cite(check.compiled.facts);
  const declared = declaredFor(check.compiled.facts, input);
  return judgements.map(({subject, outcome, actual, compensated}) => ({
    fingerprint: fingerprint(input.site, asset, check.id, subject),
    asset,
    check: check.id,
    checkDigest: check.digest,
    subject,
    parameters,
    outcome,
    severity: check.severity,
    actual,
    facts: check.compiled.facts,
    citations,
    compensated,
    ...(undecided.has(outcome.status) ? {} : declared),
  }));
}

function byCheckAndSubject(a: Finding, b: Finding): number {
  if (a.check !== b.check) return a.check < b.check ? -1 : 1;
  return (a.subject ?? '') < (b.subject ?? '') ? -1 : 1;
}

/** Judges one asset, zone or site. Pure. Sorted by check and subject; the finding without a subject comes first. */
export function evaluate(input: EvaluateInput): readonly Finding[] {
  const {target, facts, languages, asOf} = input;
  const language = target.scope === 'asset' ? languages.asset : languages.site;
  const bound = language.bind({facts, asset: target.scope === 'asset' ? target.asset : null, now: asOf});
  const cite = citing(input);
  return input.checks
    .filter((check) => speaksOf(check, target))
    .flatMap((check) => findingsOf(check, input, bound, cite))
    .sort(byCheckAndSubject);
}

function exampleTarget(scope: LoadedCheck['scope'], asset: Asset): Target {
  switch (scope) {
    case 'asset':
      return {scope, asset};
    case 'zone':
      return {scope, zone: asset.zone};
    case 'site':
      return {scope};
    default:
      return scope satisfies never;
  }
}

/** What `evaluate` needs to judge an example of a check. @throws Error as `exampleCase` does */
export function exampleInput(
  check: LoadedCheck,
  example: Example,
  languages: Languages,
  sources: ExampleSources,
): EvaluateInput {
  const {facts, asset, at} = exampleCase(check, example, sources);
  // An example may try a check with looser values, too.
  const reason = {en: 'example', ja: '例'};
  const values = Object.entries(example.parameters).map(
    ([name, value]) => [name, {value, reason, approvedBy: 'example'}] as const,
  );
  const layers: ParameterLayer[] = [{from: 'profile', values: {[check.id]: Object.fromEntries(values)}}];
  const target = exampleTarget(check.scope, asset);
  return {site: 'example', target, facts, checks: [check], languages, layers, asOf: at, askOf: () => null};
}

/** The findings that an example of a check gives: all of them, or only those of its `subject`. */
export function runExample(
  check: LoadedCheck,
  example: Example,
  languages: Languages,
  sources: ExampleSources,
): readonly Finding[] {
  const findings = evaluate(exampleInput(check, example, languages, sources));
  return example.subject === null ? findings : findings.filter(({subject}) => subject === example.subject);
}
