import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {siteId} from '../model/asset.ts';
import type {Run} from '../model/run.ts';
import type {Language} from '../model/text.ts';
import {evidencePath, isRunFolder} from '../run/folder.ts';
import {BrokenJournal, readJournal, type JournalContent} from '../run/journal.ts';
import {readAssets, readOverlay, readRun} from '../run/read.ts';
import {changedOverlay, parametersDigest, rootHash} from '../run/record.ts';
import {badInput, exitCodes, languageOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';

type Text = ReturnType<typeof messages>;

interface AssetProblem {
  readonly asset: string;
  readonly problem: string;
}

interface Judged {
  readonly records: number;
  readonly lastHash: string | null;
}

/** What is wrong with one journal. `judged`: how it was when it was judged; null: the run has not been judged. */
function problemOf(content: JournalContent | null, run: Run, id: string, judged: Judged | null, text: Text) {
  if (content === null) return judged === null || judged.records === 0 ? null : text.evidenceMissing;
  const {header, lastHash, exchanges, tornBytes} = content;
  if (header.asset !== id || header.run !== run.id || header.planDigest !== run.digests.plan) return text.evidenceOther;
  if (tornBytes > 0) return text.evidenceTorn;
  if (judged === null) return null;
  return lastHash === judged.lastHash && exchanges.length === judged.records ? null : text.evidenceNotJudged;
}

function verifyAsset(folder: string, run: Run, id: string, judged: Judged | null, language: Language): AssetProblem[] {
  const text = messages(language);
  try {
    const problem = problemOf(readJournal(evidencePath(folder, id)), run, id, judged, text);
    return problem === null ? [] : [{asset: id, problem}];
  } catch (error) {
    if (error instanceof BrokenJournal) return [{asset: id, problem: `${text.broken}: ${error.told[language]}`}];
    throw error;
  }
}

function journaledAssets(folder: string): string[] {
  const names = readdirSync(join(folder, 'evidence')).filter((name) => name.endsWith('.jsonl'));
  return names.map((name) => name.slice(0, -'.jsonl'.length)).sort();
}

function parameterProblems(folder: string, {digests}: Run, text: Text): AssetProblem[] {
  if (digests.parameters === undefined || parametersDigest(readAssets(folder)) === digests.parameters) return [];
  return [{asset: 'assets.json', problem: text.parametersDiffer}];
}

function overlayProblems(folder: string, {digests}: Run, text: Text): AssetProblem[] {
  const changed = changedOverlay(readOverlay(folder), digests);
  return changed.map((part) => ({asset: `${part}.json`, problem: text.overlayDiffers}));
}

function problemsOf(folder: string, run: Run, language: Language): AssetProblem[] {
  const text = messages(language);
  const journaled = journaledAssets(folder);
  const overlay = overlayProblems(folder, run, text);
  if (run.finishedAt === null)
    return [...journaled.flatMap((id) => verifyAsset(folder, run, id, null, language)), ...overlay];
  const evidence = [...run.assets, ...(run.siteEvidence === undefined ? [] : [{id: siteId, ...run.siteEvidence}])];
  const judged = new Set(evidence.map(({id}) => id));
  const strangers = journaled.filter((id) => !judged.has(id));
  return [
    ...evidence.flatMap((asset) => verifyAsset(folder, run, asset.id, asset, language)),
    ...strangers.map((asset) => ({asset, problem: text.evidenceNotJudged})),
    ...(rootHash(run) === run.rootHash ? [] : [{asset: 'run.json', problem: text.rootDiffers}]),
    ...parameterProblems(folder, run, text),
    ...overlay,
  ];
}

/** Verifies, offline, that the evidence of a run is what was judged. */
export function verifyCommand(folder: string, options: CommonOptions): number {
  const language = languageOf(options.lang, process.env);
  const text = messages(language);
  if (!isRunFolder(folder)) throw badInput(folder, messages('en').noRun, messages('ja').noRun);
  const run = readRun(folder);
  const problems = problemsOf(folder, run, language);
  const judged = run.finishedAt !== null;
  if (options.json) say(JSON.stringify({schema: 1, judged, rootHash: judged ? run.rootHash : null, problems}));
  else {
    for (const {asset, problem} of problems) say(`${asset}: ${problem}`);
    say(problems.length > 0 ? text.broken : text.intact);
    say(judged ? `${text.rootHash}: ${run.rootHash}` : text.notJudged);
    say(text.unsigned);
  }
  return problems.length > 0 ? exitCodes.badInput : exitCodes.good;
}
