import type {Asset} from '../../model/asset.ts';
import type {Check} from '../../model/check.ts';
import {sha256Hex} from '../../model/digest.ts';
import type {Facts} from '../../model/fact.ts';
import {isWaived, type Finding} from '../../model/finding.ts';
import type {AssetSummary} from '../../model/run.ts';
import {limits, type ReportInput, type SubjectResults} from '../input.ts';
import {fill} from '../text/fill.ts';
import {acceptanceVerdict, isOpen, requiredChecks, type AcceptanceVerdict} from './acceptance-verdict.ts';
import {compare, coverageText, type Context} from './common.ts';
import {findingView, type FindingView, type LabelledValue} from './finding.ts';
import {deviceText, valueText} from './value.ts';

export interface EvidenceReference {
  readonly text: string;
  /** First characters of the sha256 of the answer's text, as the journal holds it whole. */
  readonly hash: string | null;
}

export interface RecordItem extends FindingView {
  readonly number: number;
  readonly evidence: readonly EvidenceReference[];
  /** Who accepted it, and until when; null unless it is accepted. */
  readonly accepted: string | null;
  readonly required: boolean;
}

export interface AcceptanceSubject {
  readonly id: string;
  readonly name: string;
  readonly identity: readonly LabelledValue[];
  readonly verdict: VerdictText;
  readonly coverage: string;
  readonly fails: readonly RecordItem[];
  readonly waived: readonly RecordItem[];
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

function fieldOf(facts: Facts, name: string, field: string): string | null {
  const fact = facts[name];
  if (fact?.state !== 'known' || typeof fact.value !== 'object' || fact.value === null) return null;
  const value: unknown = Object.hasOwn(fact.value, field) ? (fact.value as Record<string, unknown>)[field] : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The serial number that the device itself told, by whichever fact has one. */
function learntSerial(facts: Facts): string | null {
  const told = Object.keys(facts)
    .sort()
    .map((name) => fieldOf(facts, name, 'serial'));
  return told.find((serial) => serial !== null) ?? null;
}

const plain = (serial: string): string => serial.normalize('NFKC').trim().toUpperCase();

/** Where either side is silent, they do not differ. */
function differs(asset: Asset | undefined, facts: Facts): boolean {
  const declared = asset?.serial ?? asset?.identity?.serial ?? null;
  const learnt = learntSerial(facts);
  return declared !== null && learnt !== null && plain(declared) !== plain(learnt);
}

export function verdictOf({id, findings, facts}: SubjectResults, frame: VerdictFrame): AcceptanceVerdict {
  const {input, required, summaries, assets} = frame;
  const otherSerial = differs(assets.get(id), facts);
  return acceptanceVerdict({findings, summary: summaries.get(id) ?? null, run: input.run, required, otherSerial});
}

export function verdictText(verdict: AcceptanceVerdict, {input, context}: RecordFrame): VerdictText {
  const {acceptance, acceptanceVerdict: words, acceptanceHold} = context.texts;
  const {code, holds, fails, waived} = verdict;
  return {
    code,
    word: words[code],
    sentence: fill(acceptance[code], {fails, waived}),
    holds: holds.map((reason) => fill(acceptanceHold[reason], {floor: input.run.floor})),
  };
}

function identityOf(id: string, facts: Facts, {assets, context}: RecordFrame): LabelledValue[] {
  const {field, acceptance, kind} = context.texts;
  const asset = assets.get(id);
  const text = (value: string | null | undefined): string =>
    value == null ? acceptance.unwritten : deviceText(value, context, 300);
  const os = fieldOf(facts, 'os', 'prettyName');
  const serial = learntSerial(facts);
  return [
    {label: field.id, value: text(id)},
    {label: field.name, value: text(asset?.name)},
    {label: field.assetNo, value: text(asset?.assetNo)},
    {label: field.kind, value: asset === undefined ? acceptance.unwritten : kind[asset.kind]},
    {label: field.vendor, value: text(asset?.vendor)},
    {label: field.model, value: text(asset?.model)},
    {label: acceptance.serialDeclared, value: text(asset?.serial ?? asset?.identity?.serial)},
    {label: acceptance.serialLearnt, value: serial === null ? acceptance.unlearnt : text(serial)},
    {label: acceptance.os, value: os === null ? acceptance.unlearnt : valueText(os, 'os.prettyName', context)},
    {label: field.address, value: text(asset?.address)},
    {label: acceptance.document, value: text(asset?.ordered?.document)},
    {label: acceptance.delivered, value: text(asset?.ordered?.delivered)},
  ];
}

const short = 12;

function evidenceOf(finding: Finding, hashes: ReadonlyMap<number, string>, context: Context): EvidenceReference[] {
  return finding.citations.slice(0, limits.elements).map(({seq, ask}) => ({
    text: `#${seq} ${deviceText(ask, context, 200)}`,
    hash: hashes.get(seq)?.slice(0, short) ?? null,
  }));
}

function acceptedText({waiver}: Finding, {texts}: Context): string | null {
  if (waiver?.state !== 'active') return null;
  return fill(texts.acceptance.accepted, {id: waiver.id, until: waiver.until});
}

function bySeverity(a: Finding, b: Finding): number {
  return b.severity - a.severity || compare(a.check, b.check) || compare(a.subject ?? '', b.subject ?? '');
}

/** The record of one asset: what it is, how it was judged, and everything that stands against accepting it. */
export function acceptanceSubject(results: SubjectResults, frame: RecordFrame): AcceptanceSubject {
  const {context, checks, required, assets, summaries} = frame;
  const {id, findings, facts} = results;
  const hashes = new Map(
    results.evidence.flatMap(({seq, answer}) => (answer.ok ? [[seq, sha256Hex(answer.body)] as const] : [])),
  );
  const platform = assets.get(id)?.platform ?? null;
  const items = (those: (finding: Finding) => boolean): RecordItem[] =>
    findings
      .filter(those)
      .sort(bySeverity)
      .map((finding, index) => ({
        ...findingView(finding, checks.get(finding.check), platform, new Set(), context),
        number: index + 1,
        evidence: evidenceOf(finding, hashes, context),
        accepted: acceptedText(finding, context),
        required: required.has(finding.check),
      }));
  const summary = summaries.get(id);
  const isFail = ({outcome}: Finding): boolean => outcome.status === 'fail';
  return {
    id: deviceText(id, context, 100),
    name: assets.get(id)?.name == null ? '' : deviceText(assets.get(id)?.name ?? '', context, 200),
    identity: identityOf(id, facts, frame),
    verdict: verdictText(verdictOf(results, frame), frame),
    coverage: summary === undefined ? context.texts.page.coverageNone : coverageText(summary.coverage, context.texts),
    fails: items((finding) => isFail(finding) && !isWaived(finding)),
    waived: items((finding) => isFail(finding) && isWaived(finding)),
    open: items(isOpen),
    manual: items(({outcome}) => outcome.status === 'manual'),
  };
}
