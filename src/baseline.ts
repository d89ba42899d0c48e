import {mkdirSync} from 'node:fs';
import {inputOf} from './report.ts';
import {originOf} from './drift.ts';
import type {Knowledge} from './knowledge.ts';
import type {Baseline} from './model/drift.ts';
import {InputError, type Problem} from './model/input-error.ts';
import type {AssetSummary} from './model/run.ts';
import type {Language} from './model/text.ts';
import {
  holdTexts,
  loadReportDeps,
  verdictFrame,
  verdictOf,
  type AcceptanceVerdict,
  type SubjectResults,
  type VerdictFrame,
} from './reporters/index.ts';
import {writeBaseline} from './run/baselines.ts';
import {evidencePath} from './run/folder.ts';
import {BrokenJournal, readJournal} from './run/journal.ts';
import {factSources} from './run/sources.ts';

export interface BaselineInput {
  readonly knowledge: Knowledge;
  /** Folder of the evidence, and of what was judged from it. */
  readonly folder: string;
  readonly results: string;
  /** null: every asset of the run. */
  readonly only: ReadonlySet<string> | null;
  readonly into: string;
  readonly approvedBy: string;
  /** Why assets are accepted although something stands against them; null: such ones are refused. */
  readonly conditional: string | null;
  /** UTC ISO 8601. */
  readonly acceptedAt: string;
}

const deps = loadReportDeps();

const isGood = ({code}: AcceptanceVerdict): boolean => code === 'passed' || code === 'conditional';

function refusal(asset: string, verdict: AcceptanceVerdict, floor: number): Problem {
  const {fails, open, manual, holds} = verdict;
  const {catalogues} = deps;
  const why = (language: Language): string =>
    holdTexts(verdict, floor, catalogues[language]).join(catalogues[language].value.separator);
  const more = holds.length === 0 ? {en: '', ja: ''} : {en: `: ${why('en')}`, ja: `（${why('ja')}）`};
  return {
    file: asset,
    line: null,
    column: null,
    message: {
      en: `cannot be accepted${more.en}; ${fails} fails, ${open} not tested, ${manual} to be confirmed. Mend it and scan again, or say why with --conditional`,
      ja: `は合格ではありません${more.ja}。不適合${fails}件、検査不能${open}件、要確認${manual}件。是正して再検査するか、受け入れる理由を--conditionalで指定してください`,
    },
  };
}

/** @throws BrokenJournal when the evidence is not what was judged */
function checkEvidence(folder: string, {id, lastHash}: AssetSummary): void {
  const path = evidencePath(folder, id);
  if ((readJournal(path)?.lastHash ?? null) === lastHash) return;
  const told = {
    en: `the evidence of ${id} is not what was judged`,
    ja: `${id}の証跡は、判定に使われたものと異なります`,
  };
  throw new BrokenJournal(told, path);
}

type Verdicts = ReadonlyMap<string, AcceptanceVerdict>;

/** Verdicts of the chosen assets. @throws InputError naming every one that cannot be accepted */
async function acceptable({only, conditional}: BaselineInput, frame: VerdictFrame): Promise<Verdicts> {
  const verdicts = new Map<string, AcceptanceVerdict>();
  for await (const subject of frame.input.subjects()) {
    const chosen = frame.assets.has(subject.id) && (only?.has(subject.id) ?? true);
    if (chosen) verdicts.set(subject.id, verdictOf(subject, frame));
  }
  const {run} = frame.input;
  const bad = [...verdicts].filter(([, verdict]) => !isGood(verdict));
  if (conditional === null && bad.length > 0)
    throw new InputError(bad.map(([id, verdict]) => refusal(id, verdict, run.floor)));
  return verdicts;
}

function baselineOf(subject: SubjectResults, good: boolean, input: BaselineInput, frame: VerdictFrame): Baseline {
  const {id, facts, findings, evidence} = subject;
  const {run} = frame.input;
  return {
    schema: 1,
    asset: id,
    ...originOf(run),
    rootHash: run.rootHash,
    lastHash: frame.summaries.get(id)?.lastHash ?? null,
    acceptedAt: input.acceptedAt,
    approvedBy: input.approvedBy,
    conditional: good ? null : input.conditional,
    inventory: frame.assets.get(id) ?? null,
    facts,
    sources: factSources(facts, evidence),
    findings,
  };
}

/**
 * Makes the states of a run the accepted ones: `<asset>.json` below `into`, each file whole or not at all. Nothing is
 * written when one asset is refused.
 * @returns paths of the files
 * @throws InputError naming every asset that cannot be accepted, BrokenJournal
 */
export async function writeBaselines(input: BaselineInput): Promise<readonly string[]> {
  const {knowledge, folder, results, into} = input;
  const frame = verdictFrame(inputOf(knowledge, {folder, results}));
  const verdicts = await acceptable(input, frame);
  for (const summary of frame.input.run.assets) if (verdicts.has(summary.id)) checkEvidence(folder, summary);
  mkdirSync(into, {recursive: true, mode: 0o700});
  const files: string[] = [];
  for await (const subject of frame.input.subjects()) {
    const verdict = verdicts.get(subject.id);
    if (verdict !== undefined) files.push(writeBaseline(into, baselineOf(subject, isGood(verdict), input, frame)));
  }
  return files;
}
