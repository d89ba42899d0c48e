import type {Asset} from '../../model/asset.ts';
import type {Check} from '../../model/check.ts';
import type {Finding} from '../../model/finding.ts';
import {fill} from '../text/fill.ts';
import {compare, type Context} from './common.ts';
import {findingView, type FindingView} from './finding.ts';
import {deviceText} from './value.ts';

export interface EvidenceReference {
  readonly text: string;
  /** First characters of the sha256 of the answer's text, as the journal holds it whole. */
  readonly hash: string | null;
}

/** One finding as the acceptance record lists it. */
export interface RecordItem extends FindingView {
  readonly number: number;
  readonly evidence: readonly EvidenceReference[];
  /** Further lines of evidence, which the report names; null: there are none. */
  readonly moreEvidence: string | null;
  /** The waiver, and until when it holds; null unless the fail is accepted. */
  readonly accepted: string | null;
  readonly required: boolean;
}

export interface ItemFrame {
  readonly checks: ReadonlyMap<string, Check>;
  readonly required: ReadonlySet<string>;
  readonly context: Context;
  readonly asset: Asset | null;
  /** Of the answers, by line of evidence. */
  readonly hashes: ReadonlyMap<number, string>;
}

/** Characters of a hash, and lines of evidence, that paper has room for. */
const short = 12;
const shown = 6;

function evidenceOf({citations}: Finding, {hashes, context}: ItemFrame): EvidenceReference[] {
  return citations.slice(0, shown).map(({seq, ask}) => ({
    text: `#${seq} ${deviceText(ask, context, 200)}`,
    hash: hashes.get(seq)?.slice(0, short) ?? null,
  }));
}

function moreEvidence({citations}: Finding, {texts}: Context): string | null {
  const left = citations.length - shown;
  return left > 0 ? fill(texts.value.more, {n: left}) : null;
}

function acceptedText({waiver}: Finding, {texts}: Context): string | null {
  if (waiver?.state !== 'active') return null;
  return fill(texts.acceptance.accepted, {id: waiver.id, until: waiver.until});
}

/** Numbered, what is required first, then the gravest. */
export function recordItems(findings: readonly Finding[], frame: ItemFrame): RecordItem[] {
  const {checks, required, context, asset} = frame;
  const first = ({check}: Finding): number => (required.has(check) ? 0 : 1);
  const byWeight = (a: Finding, b: Finding): number =>
    first(a) - first(b) ||
    b.severity - a.severity ||
    compare(a.check, b.check) ||
    compare(a.subject ?? '', b.subject ?? '');
  return [...findings].sort(byWeight).map((finding, index) => ({
    ...findingView(finding, checks.get(finding.check), asset, new Set(), context),
    number: index + 1,
    evidence: evidenceOf(finding, frame),
    moreEvidence: moreEvidence(finding, context),
    accepted: acceptedText(finding, context),
    required: required.has(finding.check),
  }));
}
