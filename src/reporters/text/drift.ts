import {titleOf, type Check} from '../../model/check.ts';
import {
  driftKinds,
  isWorse,
  type AssetDrift,
  type DriftKind,
  type FactChange,
  type VerdictChange,
} from '../../model/drift.ts';
import type {FieldLabel} from '../../model/probe.ts';
import {limits} from '../input.ts';
import type {Texts} from './catalogue.ts';
import {fill} from './fill.ts';
import {clip, visible} from './visible.ts';

export interface DriftContext {
  readonly texts: Texts;
  readonly checks: ReadonlyMap<string, Check>;
  labelOf(path: string): FieldLabel | null;
}

const symbols: Readonly<Record<DriftKind, string>> = {
  'new-fail': '×',
  'newly-unknown': '？',
  'changed-value': '△',
  'not-judged': '－',
  accepted: '◇',
  fixed: '○',
  'known-again': '○',
  other: '・',
};

const longest = 120;

function short(text: string): string {
  const {text: kept, omitted} = clip(text, longest);
  return omitted === 0 ? visible(kept) : `${visible(kept)}…`;
}

function standingText(standing: VerdictChange['before'], {outcome, drift}: Texts): string {
  if (standing === null) return drift.absent;
  return standing === 'accepted' ? drift.acceptedNow : outcome[standing].word;
}

function verdictLines(change: VerdictChange, {texts, checks}: DriftContext): string[] {
  const {kind, check, subject, severity, before, after, causes} = change;
  const known = checks.get(check);
  const title = known === undefined ? check : titleOf(known)[texts.language];
  const of = subject === null ? '' : ` ${short(subject)}`;
  const names = causes.map((cause) => texts.driftCause[cause]).join(texts.value.separator);
  return [
    `  ${symbols[kind]} ${texts.driftKind[kind]}  [${severity}] ${title}${of}`,
    `      ${standingText(before, texts)} → ${standingText(after, texts)}  ${fill(texts.drift.because, {causes: names})}`,
  ];
}

/** `packages.list[openssh].version` has the label of `packages.list.version`. */
function factLine({path, before, after}: FactChange, context: DriftContext): string {
  const {texts} = context;
  const label = context.labelOf(path.replaceAll(/\[[^\]]*\]/g, ''))?.[texts.language];
  const name = label === undefined ? short(path) : `${label} (${short(path)})`;
  const value = (told: unknown): string => (told === null ? texts.drift.absent : short(JSON.stringify(told)));
  return `    ${name}${texts.value.colon}${value(before)} → ${value(after)}`;
}

/** What changed of one asset, in lines for a terminal; none where nothing did. Text from devices is made visible. */
export function driftLines(drift: AssetDrift, context: DriftContext): string[] {
  const {texts} = context;
  const head = drift.asset === 'site' ? texts.subject.site : visible(drift.asset);
  if (drift.sides === 'before') return [`${head}  ${texts.drift.onlyBefore}`];
  if (drift.sides === 'after') return [`${head}  ${texts.drift.onlyAfter}`];
  if (drift.verdicts.length === 0 && drift.facts.length === 0) return [];
  const facts = drift.facts.slice(0, limits.elements).map((change) => factLine(change, context));
  const left = drift.facts.length - facts.length;
  return [
    head,
    ...drift.verdicts.flatMap((change) => verdictLines(change, context)),
    ...(facts.length === 0 ? [] : [`  ${fill(texts.drift.facts, {n: drift.facts.length})}`]),
    ...facts,
    ...(left > 0 ? [`    ${fill(texts.value.more, {n: left})}`] : []),
  ];
}

export interface DriftCounts {
  /** Assets on both sides. */
  compared: number;
  /** Assets that are there no more. */
  missing: number;
  worse: number;
  readonly kinds: Record<DriftKind, number>;
}

export function noDrift(): DriftCounts {
  return {
    compared: 0,
    missing: 0,
    worse: 0,
    kinds: Object.fromEntries(driftKinds.map((kind) => [kind, 0])) as Record<DriftKind, number>,
  };
}

/** `accepted`: measured against accepted states. An asset that had one and is there no more is then worse. */
export function countDrift(counts: DriftCounts, {sides, verdicts}: AssetDrift, accepted: boolean): void {
  if (sides === 'both') counts.compared += 1;
  if (sides === 'before') {
    counts.missing += 1;
    if (accepted) counts.worse += 1;
  }
  counts.worse += verdicts.filter(isWorse).length;
  for (const {kind} of verdicts) counts.kinds[kind] += 1;
}

export function driftSum({compared, missing, worse, kinds}: DriftCounts, {drift, driftKind, value}: Texts): string {
  const told = driftKinds.filter((kind) => kinds[kind] > 0).map((kind) => `${driftKind[kind]} ${kinds[kind]}`);
  if (missing > 0) told.push(`${drift.onlyBefore} ${missing}`);
  const all = told.length === 0 ? drift.nothing : told.join(value.separator);
  return `${fill(drift.sum, {compared, worse})} ${all}`;
}
