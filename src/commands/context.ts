import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {
  knownChecks,
  loadInventory,
  loadKnowledge,
  platforms,
  type Knowledge,
  type LoadedInventory,
  outsideServices,
} from '../index.ts';
import {packageRoot} from '../model/paths.ts';
import {badInput} from './basics.ts';

export {badInput, exitCodes, languageOf, say, tell} from './basics.ts';

export interface CommonOptions {
  readonly lang?: string;
  readonly checks?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
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

/** `profile`: by which the assets will be judged, where that is known. */
export function inventoryOf(
  path: string,
  knowledge: Knowledge,
  options: {readonly with?: string},
  profile: string | null = null,
): Promise<LoadedInventory> {
  return loadInventory(path, {
    ...knownChecks(knowledge, profile),
    platforms: platforms.map(({id}) => id),
    policies: knowledge.data.zonePolicies.map(({id}) => id),
    antivirus: knowledge.data.antivirus.filter(({role}) => role === 'protection').map(({id}) => id),
    services: outsideServices(),
    with: options.with ?? null,
  });
}

/** Ids written after `--only`. @throws InputError when there are none */
export function idsOf(only: readonly string[]): readonly string[] {
  const ids = only.flatMap((list) => list.split(',')).filter((id) => id !== '');
  if (ids.length > 0) return ids;
  throw badInput('--only', 'names no asset: write their ids', '資産IDを指定してください');
}

/** Ids chosen with `--only`, or null for all. @throws InputError for one that the inventory lacks */
export function chosenAssets(
  only: readonly string[] | undefined,
  {inventory}: LoadedInventory,
): ReadonlySet<string> | null {
  if (only === undefined || only.length === 0) return null;
  const ids = idsOf(only);
  const missing = ids.filter((id) => !inventory.assets.some((asset) => asset.id === id));
  if (missing.length > 0) {
    const list = missing.join(', ');
    throw badInput('--only', `no such asset in the inventory: ${list}`, `インベントリにない資産です: ${list}`);
  }
  return new Set(ids);
}
