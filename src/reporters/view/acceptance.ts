import type {Asset} from '../../model/asset.ts';
import type {Check} from '../../model/check.ts';
import {sha256Hex} from '../../model/digest.ts';
import {isWaived, type Finding} from '../../model/finding.ts';
import type {AssetSummary} from '../../model/run.ts';
import type {ReportInput, SubjectResults} from '../input.ts';
import type {Texts} from '../text/catalogue.ts';
import {fill} from '../text/fill.ts';
import {acceptanceVerdict, isOpen, requiredChecks, type AcceptanceVerdict} from './acceptance-verdict.ts';
import {recordIdentity, serialDiffers} from './acceptance-identity.ts';
import {recordItems, type RecordItem} from './acceptance-item.ts';
import {loosenedItems, type LoosenedItem} from './acceptance-loosened.ts';
import {coverageText, type Context, type LabelledValue} from './common.ts';
import {deviceText} from './value.ts';

export interface AcceptanceSubject {
  readonly id: string;
  readonly name: string;
  readonly identity: readonly LabelledValue[];
  readonly verdict: VerdictText;
  readonly coverage: string;
  readonly fails: readonly RecordItem[];
  readonly waived: readonly RecordItem[];
  readonly loosened: readonly LoosenedItem[];
  readonly open: readonly RecordItem[];
  readonly manual: readonly RecordItem[];
}

export interface VerdictText {
  readonly code: AcceptanceVerdict['code'];
  readonly word: string;
  readonly sentence: string;
  readonly holds: readonly string[];
}

/** What judging one asset needs beside its results. */
export interface VerdictFrame {
  readonly input: ReportInput;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly summaries: ReadonlyMap<string, AssetSummary>;
  readonly required: ReadonlySet<string>;
}

/** What showing it needs. */
export interface RecordFrame extends VerdictFrame {
  readonly checks: ReadonlyMap<string, Check>;
  readonly context: Context;
}

export function verdictFrame(input: ReportInput): VerdictFrame {
  return {
    input,
    assets: new Map(input.assets.map((asset) => [asset.id, asset])),
    summaries: new Map(input.run.assets.map((summary) => [summary.id, summary])),
    required: requiredChecks(input.profile, input.guideline),
  };
}

export function recordFrame(input: ReportInput, context: Context): RecordFrame {
  const checks = new Map(input.checks.map((check) => [check.id, check]));
  return {...verdictFrame(input), checks, context};
}

export function verdictOf({id, findings, facts}: SubjectResults, frame: VerdictFrame): AcceptanceVerdict {
  const {input, required, summaries, assets} = frame;
  const otherSerial = serialDiffers(assets.get(id), facts);
  return acceptanceVerdict({findings, summary: summaries.get(id) ?? null, run: input.run, required, otherSerial});
}

/** Why an asset cannot be accepted yet, for people. */
export function holdTexts({holds}: AcceptanceVerdict, floor: number, {acceptanceHold}: Texts): string[] {
  return holds.map((reason) => fill(acceptanceHold[reason], {floor}));
}

export function verdictText(verdict: AcceptanceVerdict, {input, context}: RecordFrame): VerdictText {
  const {acceptance, acceptanceVerdict: words} = context.texts;
  const {code, fails, waived, loosened} = verdict;
  return {
    code,
    word: words[code],
    sentence: fill(acceptance[code], {fails, waived, loosened}),
    holds: holdTexts(verdict, input.run.floor, context.texts),
  };
}

/** The record of one asset: what it is, how it was judged, and everything that stands against accepting it. */
export function acceptanceSubject(results: SubjectResults, frame: RecordFrame): AcceptanceSubject {
  const {context, checks, required, assets, summaries} = frame;
  const {id, findings, facts} = results;
  const hashes = new Map(
    results.evidence.flatMap(({seq, answer}) => (answer.ok ? [[seq, sha256Hex(answer.body)] as const] : [])),
  );
  const asset = assets.get(id) ?? null;
  const items = (those: (finding: Finding) => boolean): RecordItem[] =>
    recordItems(findings.filter(those), {checks, required, context, asset, hashes});
  const summary = summaries.get(id);
  const isFail = ({outcome}: Finding): boolean => outcome.status === 'fail';
  return {
    id: deviceText(id, context, 100),
    name: assets.get(id)?.name == null ? '' : deviceText(assets.get(id)?.name ?? '', context, 200),
    identity: recordIdentity(id, assets.get(id), facts, context),
    verdict: verdictText(verdictOf(results, frame), frame),
    coverage: summary === undefined ? context.texts.page.coverageNone : coverageText(summary.coverage, context.texts),
    fails: items((finding) => isFail(finding) && !isWaived(finding)),
    waived: items((finding) => isFail(finding) && isWaived(finding)),
    loosened: loosenedItems(findings, checks, context),
    open: items(isOpen),
    manual: items(({outcome}) => outcome.status === 'manual'),
  };
}
