import {
  kitAnswers,
  mergeStored,
  nmapReports,
  type Knowledge,
  type LoadedInventory,
  type StoredAnswers,
  type TakenFiles,
} from '../index.ts';
import type {Language} from '../model/text.ts';
import {badInput, chosenAssets, languageOf, tell, type CommonOptions} from './context.ts';
import {kindOf, type Kind} from './import-kinds.ts';
import {messages} from './messages.ts';

export interface StoredOptions extends CommonOptions {
  readonly nmap?: readonly string[];
  readonly kit?: readonly string[];
  readonly asset?: string;
  readonly only?: readonly string[];
}

function tellTaken({taken}: TakenFiles, language: Language): void {
  const text = messages(language);
  for (const {file, asset, at, sha256, matchedBy, notices} of taken) {
    tell(`${file}: ${asset} (${text.matchedBy} ${matchedBy}), ${text.collectedAt} ${at}, SHA-256 ${sha256}`);
    for (const notice of notices) tell(`${file}: ${notice[language]}`);
  }
}

function formOf(file: string): Exclude<Kind, 'form' | 'nmap'> {
  const kind = kindOf(file);
  if (kind !== 'form' && kind !== 'nmap') return kind;
  throw badInput(file, messages('en').noText, messages('ja').noText);
}

/** What is known of the assets without asking them, from the files that were named. @throws InputError */
export function storedOf(options: StoredOptions, loaded: LoadedInventory, knowledge: Knowledge): StoredAnswers {
  const {nmap = [], kit = [], asset} = options;
  if (asset !== undefined && kit.length !== 1)
    throw badInput('--asset', 'goes with one file: import them one by one', 'は、ファイル1つごとに指定してください');
  const sources = kit.map((file) => ({file, form: formOf(file)}));
  const only = chosenAssets(options.only, loaded);
  const taken = kitAnswers(sources, loaded, knowledge, {only, asset: asset ?? null});
  if (options.quiet !== true) tellTaken(taken, languageOf(options.lang, process.env));
  return mergeStored([nmapReports(nmap, loaded, knowledge), taken.stored]);
}
