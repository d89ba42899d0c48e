import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {evidencePath} from '../run/folder.ts';
import {BrokenJournal, parseJournal} from '../run/journal.ts';
import {readRun} from '../run/read.ts';
import {rootHash} from '../run/record.ts';
import {badInput, exitCodes, languageOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';

interface AssetProblem {
  readonly asset: string;
  readonly problem: string;
}

function verifyAsset(folder: string, id: string, records: number, lastHash: string | null): AssetProblem | null {
  const path = evidencePath(folder, id);
  if (!existsSync(path)) return records === 0 ? null : {asset: id, problem: 'its evidence is missing'};
  try {
    const content = parseJournal(readFileSync(path));
    if (content.header.asset !== id) return {asset: id, problem: `the evidence is of ${content.header.asset}`};
    if (content.lastHash !== lastHash) return {asset: id, problem: 'it is not the evidence that was judged'};
    return content.exchanges.length === records ? null : {asset: id, problem: 'the number of answers differs'};
  } catch (error) {
    if (error instanceof BrokenJournal || error instanceof SyntaxError) return {asset: id, problem: error.message};
    throw error;
  }
}

/** Verifies, offline, that the evidence of a run is what was judged. */
export function verifyCommand(folder: string, options: CommonOptions): number {
  const text = messages(languageOf(options.lang, process.env));
  if (!existsSync(join(folder, 'run.json'))) throw badInput(folder, messages('en').noRun, messages('ja').noRun);
  const run = readRun(folder);
  const problems = run.assets.flatMap(({id, records, lastHash}) => verifyAsset(folder, id, records, lastHash) ?? []);
  if (rootHash(run.assets) !== run.rootHash) problems.push({asset: 'run.json', problem: 'the root hash differs'});
  if (options.json) say(JSON.stringify({schema: 1, rootHash: run.rootHash, problems}));
  else {
    for (const {asset, problem} of problems) say(`${asset}: ${problem}`);
    say(problems.length > 0 ? text.broken : text.intact);
    say(`${text.rootHash}: ${run.rootHash}`);
    say(text.unsigned);
  }
  return problems.length > 0 ? exitCodes.badInput : exitCodes.good;
}
