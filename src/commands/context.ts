import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {loadInventory, loadKnowledge, type Knowledge, type LoadedInventory} from '../index.ts';
import {InputError} from '../model/input-error.ts';
import {packageRoot} from '../model/paths.ts';
import {languages, type Language} from '../model/text.ts';
import {platforms} from '../platforms/index.ts';

/** Exit codes of every command. Where several hold: 4 > 2 > 3 > 1 > 0. */
export const exitCodes = {good: 0, findings: 1, badInput: 2, incomplete: 3, fault: 4} as const;

export interface CommonOptions {
  readonly lang?: string;
  readonly checks?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function badInput(where: string, en: string, ja: string): InputError {
  return new InputError([{file: where, line: null, column: null, message: {en, ja}}]);
}

/** Language of what is said: `--lang`, else that of the environment, else Japanese. */
export function languageOf(option: string | undefined, environment: NodeJS.ProcessEnv): Language {
  if (option !== undefined) {
    const language = languages.find((candidate) => candidate === option);
    if (language === undefined) throw badInput('--lang', 'write ja or en', 'jaかenを指定してください');
    return language;
  }
  const locale = environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '';
  return locale.startsWith('en') ? 'en' : 'ja';
}

/** A number given on the command line. @throws InputError naming the option */
export function numberOption(name: string, value: string, min: number, max: number): number {
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number) && number >= min && number <= max) return number;
  throw badInput(name, `write a number from ${min} to ${max}`, `${min}から${max}までの数値を指定してください`);
}

export function knowledgeOf(options: CommonOptions): Promise<Knowledge> {
  const folder = options.checks ?? join(packageRoot, 'checks');
  if (!existsSync(join(folder, 'guidelines'))) {
    throw badInput(
      folder,
      'is no checks folder: it has no guidelines/ in it',
      'はチェックのフォルダーではありません(guidelines/がありません)',
    );
  }
  return loadKnowledge(folder);
}

export function inventoryOf(
  path: string,
  knowledge: Knowledge,
  options: {readonly with?: string},
): Promise<LoadedInventory> {
  return loadInventory(path, {
    platforms: platforms.map(({id}) => id),
    policies: knowledge.data.zonePolicies.map(({id}) => id),
    with: options.with ?? null,
  });
}

/** Ids chosen with `--only`, or null for all. @throws InputError for one that the inventory lacks */
export function chosenAssets(
  only: readonly string[] | undefined,
  {inventory}: LoadedInventory,
): ReadonlySet<string> | null {
  if (only === undefined || only.length === 0) return null;
  const ids = only.flatMap((list) => list.split(',')).filter((id) => id !== '');
  const missing = ids.filter((id) => !inventory.assets.some((asset) => asset.id === id));
  if (missing.length > 0) {
    const list = missing.join(', ');
    throw badInput('--only', `no such asset in the inventory: ${list}`, `インベントリにない資産です: ${list}`);
  }
  return new Set(ids);
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
