import type {Asset} from '../../model/asset.ts';
import {titleOf, type Check} from '../../model/check.ts';
import type {Finding} from '../../model/finding.ts';
import {waiverReasonTitles} from '../../model/waiver.ts';
import {limits} from '../input.ts';
import {fill} from '../text/fill.ts';
import {evidenceAnchor, findingAnchor, outcomeCount, type Context} from './common.ts';
import {expectedText, parameterViews, type ParameterView} from './parameters.ts';
import {deviceText, reasonText, valueLines} from './value.ts';
import {waiverAnchor} from './waivers.ts';
import {whenText} from './when.ts';

export interface CommandView {
  readonly platform: string;
  readonly command: string;
}

export interface ActualView {
  readonly label: string;
  /** One line per element for a list of records, else one line. */
  readonly lines: readonly string[];
}

export interface FindingView {
  readonly anchor: string;
  readonly status: string;
  readonly symbol: string;
  readonly word: string;
  readonly severity: number;
  readonly severityWord: string;
  readonly check: string;
  readonly title: string;
  readonly subject: string | null;
  readonly compensated: boolean;
  /** That it rests on what the inventory declares; null where all was observed. */
  readonly declared: string | null;
  /** null when nobody accepted it. */
  readonly waiver: {readonly text: string; readonly state: string; readonly href: string} | null;
  readonly why: string | null;
  readonly expected: string | null;
  readonly question: string | null;
  readonly actual: readonly ActualView[];
  readonly parameters: readonly ParameterView[];
  readonly gap: {readonly fact: string; readonly word: string; readonly act: string; readonly detail: string} | null;
  readonly error: string | null;
  /** null when there is nothing to mend. */
  readonly remediation: {
    readonly text: string;
    readonly effort: string;
    readonly when: string;
    readonly restarts: string;
    readonly commands: readonly CommandView[];
  } | null;
  readonly references: readonly string[];
  readonly citations: readonly {readonly href: string | null; readonly seq: number; readonly ask: string}[];
}

/** Families that commands for a Linux may stand under: an asset is told by `linux` alone. */
export const linuxFamilies: readonly string[] = ['alpine', 'debian', 'rhel', 'suse'];

/** Names under which a command for a platform may stand. Of which family a Linux is, is not known here: each is told by its name. */
const namesFor = (platform: string): readonly string[] =>
  platform === 'linux' ? ['linux', ...linuxFamilies] : [platform];

/** Commands for the platforms that are meant, and for no other maker's; all of them where no platform is known. */
export function commandViews(commands: Readonly<Record<string, string>>, platforms: readonly string[]): CommandView[] {
  const known = platforms.filter((platform) => platform !== 'auto' && platform !== 'unknown');
  const names = known.length > 0 ? known.flatMap(namesFor) : Object.keys(commands);
  return [...new Set(names)]
    .filter((name) => Object.hasOwn(commands, name))
    .sort()
    .map((name) => ({platform: name, command: commands[name] ?? ''}));
}

const leadingPath = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)*/;
const listMethods = /\.(?:filter|map|exists|all|exists_one|size)$/;

/** Path of the fact field that an expression is about: `accounts.users` of `accounts.users.filter(u, u.uid == 0)`. */
export function pathOf(expression: string, check: Check | undefined): string {
  const path = leadingPath.exec(expression)?.[0].replace(listMethods, '') ?? expression;
  const list = check?.forEach ?? null;
  return list !== null && /^item(?:\.|$)/.test(path) ? pathOf(list, undefined) + path.slice('item'.length) : path;
}

/** The values judged, with labels; what could not be known reads as unknown, not as absent. */
export function actualViews(finding: Finding, check: Check | undefined, context: Context): ActualView[] {
  const unknown = finding.outcome.status === 'not-tested' || finding.outcome.status === 'error';
  return finding.actual.map(({expression, value}) => {
    const path = context.labelOf(expression) === null ? pathOf(expression, check) : expression;
    return {
      label: context.labelOf(path)?.[context.language] ?? deviceText(expression, context, 300),
      lines: value === null && unknown ? [context.texts.value.unknown] : valueLines(value, path, context),
    };
  });
}

function gapView(finding: Finding, context: Context): FindingView['gap'] {
  if (finding.outcome.status !== 'not-tested') return null;
  const {fact, reason, detail} = finding.outcome;
  const {word, act} = context.texts.gap[reason];
  return {fact: factLabel(fact, context), word, act, detail: reasonText(detail, context)};
}

export function factLabel(fact: string, context: Context): string {
  return context.labelOf(fact)?.[context.language] ?? deviceText(fact, context, 100);
}

/** Who accepts the fail until when, or accepted it; null: nobody did. */
export function waiverText({waiver}: Finding, {language, texts}: Context): string | null {
  if (waiver === undefined) return null;
  const {id, reason, until, state} = waiver;
  return fill(texts.waived[state], {id, reason: waiverReasonTitles[reason][language], until});
}

/** That a finding rests on what the inventory declares, and as of when; null where all was observed. */
export function declaredText({declared}: Finding, {texts}: Context): string | null {
  if (declared === undefined) return null;
  return declared.asOf === null ? texts.page.declaredUndated : fill(texts.page.declared, {asOf: declared.asOf});
}

function waiverView(finding: Finding, context: Context): FindingView['waiver'] {
  const text = waiverText(finding, context);
  if (finding.waiver === undefined || text === null) return null;
  return {text, state: finding.waiver.state, href: `#${waiverAnchor(finding.waiver.id)}`};
}

function remediationView(check: Check, asset: Asset | null, context: Context): FindingView['remediation'] {
  const {language, texts} = context;
  const {text, effort, when, restarts, commands} = check.remediation;
  return {
    text: text[language],
    effort: texts.effort[effort],
    when: whenText(when, asset === null ? [] : [asset], context),
    restarts: texts.restarts[restarts],
    commands: commandViews(commands, asset === null ? [] : [asset.platform]),
  };
}

/** `cited` holds the seqs of the evidence blocks that this report prints. */
export function findingView(
  finding: Finding,
  check: Check | undefined,
  asset: Asset | null,
  cited: ReadonlySet<number>,
  context: Context,
): FindingView {
  const {language, texts} = context;
  const {status} = finding.outcome;
  const {symbol, word} = outcomeCount(status, 1, texts);
  return {
    anchor: findingAnchor(finding.fingerprint),
    status,
    symbol,
    word,
    severity: finding.severity,
    severityWord: texts.severity[finding.severity],
    check: finding.check,
    title: check === undefined ? finding.check : titleOf(check, finding.parameters)[language],
    subject: finding.subject === null ? null : deviceText(finding.subject, context, 300),
    compensated: finding.compensated,
    declared: declaredText(finding, context),
    waiver: waiverView(finding, context),
    why: check?.why[language] ?? null,
    expected: check === undefined ? null : expectedText(finding, check, context),
    question: check?.judge.kind === 'review' ? check.judge.question[language] : null,
    actual: actualViews(finding, check, context),
    parameters: check === undefined ? [] : parameterViews(finding, check, context),
    gap: gapView(finding, context),
    error: finding.outcome.status === 'error' ? deviceText(finding.outcome.message, context) : null,
    remediation: check !== undefined && status === 'fail' ? remediationView(check, asset, context) : null,
    references: check?.references ?? [],
    citations: finding.citations.slice(0, limits.elements).map(({seq, ask}) => ({
      href: cited.has(seq) ? `#${evidenceAnchor(finding.asset, seq)}` : null,
      seq,
      ask: deviceText(ask, context, 200),
    })),
  };
}
