import {titleOf, type Check} from '../../model/check.ts';
import type {Action, ScoredFinding, Term} from '../../model/action.ts';
import type {Asset} from '../../model/asset.ts';
import {limits} from '../input.ts';
import {fill} from '../text/fill.ts';
import {assetAnchor, findingAnchor, isDetailed, type Context} from './common.ts';
import {commandViews, type CommandView} from './finding.ts';
import {deviceText} from './value.ts';
import {whenText} from './when.ts';

export interface Link {
  readonly text: string;
  readonly href: string | null;
}

export interface TermView {
  /** `×` or `÷`; empty before the first factor. */
  readonly operator: string;
  readonly value: string;
  readonly name: string;
  /** The name where a line is short. */
  readonly short: string;
  /** The inputs that gave it, in words; empty when there are none to tell. */
  readonly because: string;
}

/** Findings of one action whose arithmetic is the same. */
export interface ScoreLine {
  readonly terms: readonly TermView[];
  readonly score: string;
  /** How often this score goes into the sum; null for once. */
  readonly times: string | null;
  readonly findings: readonly Link[];
  readonly more: string | null;
}

interface ActionPart {
  readonly title: string;
  readonly text: string;
  readonly commands: readonly CommandView[];
}

/** What an action is shown with beside what it says itself. */
export interface ActionFrame {
  /** By id. */
  readonly assets: ReadonlyMap<string, Asset>;
  readonly checks: ReadonlyMap<string, Check>;
}

export interface ActionView {
  readonly rank: number;
  /** "Not met", before a title that states a condition; null before one that says what to do. */
  readonly unmet: string | null;
  readonly title: string;
  readonly text: string;
  readonly score: string;
  readonly sum: string;
  readonly effort: string;
  readonly when: string;
  readonly restarts: string;
  readonly solves: string;
  /** What each check wants, where the action mends several; null: it is said already. */
  readonly parts: {readonly label: string; readonly list: readonly ActionPart[]} | null;
  readonly commands: readonly CommandView[];
  readonly assets: readonly Link[];
  readonly moreAssets: string | null;
  readonly lines: readonly ScoreLine[];
  /** Further arithmetic, folded; empty when there is none. */
  readonly moreLines: readonly ScoreLine[];
  readonly moreLinesLabel: string;
}

const shownLines = 3;

const scoreText = (score: number): string => score.toFixed(2);

function factorText({name, value}: Term): string {
  if (name === 'severity') return String(value);
  const text = value.toFixed(2);
  return text.endsWith('0') ? text.slice(0, -1) : text;
}

function lookUp(words: Readonly<Record<string, string>>, code: string): string | null {
  return Object.hasOwn(words, code) ? (words[code] ?? null) : null;
}

/** `system:monitoring-control` as words; a code that has none is shown as it is. */
export function becauseText(code: string, context: Context): string {
  const {texts} = context;
  const colon = code.indexOf(':');
  const [kind, value] = colon < 0 ? [code, ''] : [code.slice(0, colon), code.slice(colon + 1)];
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    severity: texts.severity,
    system: texts.system,
    exposure: texts.exposure,
    level: texts.level,
    effort: texts.effort,
    kind: texts.kind,
  };
  const known = Object.hasOwn(words, kind) ? lookUp(words[kind] ?? {}, value) : null;
  if (known !== null) return known;
  const name = lookUp(texts.because, kind);
  if (name === null) return deviceText(code, context, 100);
  if (value === 'unknown') return `${name}${texts.value.colon}${texts.because.unknown}`;
  return value === '' ? name : `${name} ${deviceText(value, context, 100)}`;
}

function termView(term: Term, index: number, context: Context): TermView {
  const name = context.texts.factor[term.name];
  const because = term.because.map((code) => becauseText(code, context)).filter((words) => words !== name);
  return {
    operator: index === 0 ? '' : term.operator,
    value: factorText(term),
    name,
    short: context.texts.factorShort[term.name],
    because: because.join(context.texts.value.separator),
  };
}

export function assetLink(asset: string, context: Context): Link {
  return {text: subjectName(asset, context), href: isDetailed(asset, context) ? `#${assetAnchor(asset)}` : null};
}

/** An asset by its id; `site` and `zone:<id>` in words. */
export function subjectName(subject: string, context: Context): string {
  if (subject === 'site') return context.texts.subject.site;
  if (subject.startsWith('zone:'))
    return fill(context.texts.subject.zone, {zone: deviceText(subject.slice(5), context, 100)});
  return deviceText(subject, context, 100);
}

function scoreLine(findings: readonly ScoredFinding[], context: Context): ScoreLine {
  const [first] = findings;
  const left = findings.length - limits.elements;
  return {
    terms: (first?.terms ?? []).map((term, index) => termView(term, index, context)),
    score: scoreText(first?.score ?? 0),
    times: findings.length === 1 ? null : `× ${findings.length}`,
    findings: findings.slice(0, limits.elements).map(({asset, fingerprint}) => ({
      text: subjectName(asset, context),
      href: isDetailed(asset, context) ? `#${findingAnchor(fingerprint)}` : null,
    })),
    more: left > 0 ? fill(context.texts.value.more, {n: left}) : null,
  };
}

function scoreLines(findings: readonly ScoredFinding[], context: Context): ScoreLine[] {
  const groups = new Map<string, ScoredFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.score, finding.terms]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map((group) => scoreLine(group, context));
}

function partsOf(
  action: Action,
  checks: ActionFrame['checks'],
  platforms: readonly string[],
  {texts, language}: Context,
): ActionView['parts'] {
  const list = action.checks.flatMap((id) => {
    const check = checks.get(id);
    if (check === undefined) return [];
    const {text, commands} = check.remediation;
    return [{title: titleOf(check)[language], text: text[language], commands: commandViews(commands, platforms)}];
  });
  return list.length < 2 ? null : {label: fill(texts.page.actionParts, {n: list.length}), list};
}

export function actionView(action: Action, {assets, checks}: ActionFrame, context: Context): ActionView {
  const {texts, language} = context;
  const touched = action.assets.flatMap((asset) => assets.get(asset) ?? []);
  const meant = touched.map(({platform}) => platform);
  const left = action.assets.length - limits.elements;
  const lines = scoreLines(
    action.findings.filter(({counted}) => counted),
    context,
  );
  return {
    rank: action.rank,
    unmet: action.states === 'condition' ? texts.page.unmet : null,
    title: action.title[language],
    text: action.text[language],
    score: scoreText(action.score),
    sum: fill(texts.page.arithmeticSum, {score: scoreText(action.score)}),
    effort: texts.effort[action.effort],
    when: whenText(action.when, touched, context),
    restarts: texts.restarts[action.restarts],
    solves: fill(texts.page.solves, {n: action.findings.length}),
    parts: partsOf(action, checks, meant, context),
    commands: commandViews(action.commands, meant),
    assets: action.assets.slice(0, limits.elements).map((asset) => assetLink(asset, context)),
    moreAssets: left > 0 ? fill(texts.value.moreAssets, {n: left}) : null,
    lines: lines.slice(0, shownLines),
    moreLines: lines.slice(shownLines),
    moreLinesLabel: fill(texts.page.moreLines, {n: lines.length - shownLines}),
  };
}
