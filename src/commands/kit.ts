import {chmodSync} from 'node:fs';
import iconv from 'iconv-lite';
import {kits, writeKit, type Kit, type Knowledge} from '../index.ts';
import {askText} from '../model/ask.ts';
import type {ZonePolicy} from '../model/plan.ts';
import {writeWhole} from '../run/folder.ts';
import {
  badInput,
  chosenAssets,
  exitCodes,
  inventoryOf,
  knowledgeOf,
  languageOf,
  say,
  type CommonOptions,
} from './context.ts';
import {checkFree} from './form.ts';
import {counted, messages} from './messages.ts';

export interface KitOptions extends CommonOptions {
  readonly with?: string;
  readonly only?: readonly string[];
  /** For which of the platforms of the kit. */
  readonly platform?: string;
  /** Zone policy whose costs are allowed, where there is no inventory. */
  readonly policy: string;
  /** File to write. */
  readonly out?: string;
  readonly force?: boolean;
}

function kitNamed(id: string): Kit {
  const kit = kits.find((each) => each.id === id);
  if (kit !== undefined) return kit;
  const ids = kits.map((each) => each.id).join(', ');
  throw badInput(id, `is no kit: write one of ${ids}`, `というキットはありません。${ids} のいずれかを指定してください`);
}

function platformOf(kit: Kit, {platform}: KitOptions): string {
  const [only] = kit.platforms;
  if (platform === undefined && only !== undefined && kit.platforms.length === 1) return only;
  if (platform !== undefined && kit.platforms.includes(platform)) return platform;
  const ids = kit.platforms.join(', ');
  throw badInput('--platform', `write one of ${ids}`, `次のいずれかを指定してください: ${ids}`);
}

function policyNamed({data}: Knowledge, id: string): ZonePolicy {
  const policy = data.zonePolicies.find((each) => each.id === id);
  if (policy !== undefined) return policy;
  const ids = data.zonePolicies.map((each) => each.id).join(', ');
  throw badInput('--policy', `write one of ${ids}`, `次のいずれかを指定してください: ${ids}`);
}

/** Policies of the zones that assets stand in for which the kit may be. */
async function policiesFor(
  inventory: string | undefined,
  platform: string,
  knowledge: Knowledge,
  options: KitOptions,
): Promise<ZonePolicy[]> {
  if (inventory === undefined) return [policyNamed(knowledge, options.policy)];
  const loaded = await inventoryOf(inventory, knowledge, options);
  const {assets, zones} = loaded.inventory;
  const chosen = chosenAssets(options.only, loaded);
  const meant = assets.filter(
    (asset) => (chosen?.has(asset.id) ?? true) && [platform, 'auto'].includes(asset.platform),
  );
  const used = zones.filter(({id}) => meant.some(({zone}) => zone === id));
  if (used.length > 0) return used.map(({policy}) => policyNamed(knowledge, policy));
  throw badInput(
    inventory,
    `has no asset of the platform ${platform}`,
    `には、機種（platform）が${platform}の資産がありません`,
  );
}

/** Writes a collector for where there is no way in; nothing is sent. */
export async function kitCommand(id: string, inventory: string | undefined, options: KitOptions): Promise<number> {
  const kit = kitNamed(id);
  const platform = platformOf(kit, options);
  const knowledge = await knowledgeOf(options);
  const file = writeKit(kit, platform, await policiesFor(inventory, platform, knowledge, options));
  const path = options.out ?? file.name;
  checkFree(path, options.force);
  writeWhole(path, [iconv.encode(file.text, file.encoding)]);
  chmodSync(path, file.mode);
  const {questions, asks} = file;
  const told = {schema: 1, file: path, kit: file.id, platform, questions, asks: asks.map(askText)};
  if (options.json) say(JSON.stringify(told));
  else if (options.quiet !== true) {
    const text = messages(languageOf(options.lang, process.env));
    say(`${path}: kit ${file.id}, ${counted(asks.length, text.kitAsks)} ${questions}`);
  }
  return exitCodes.good;
}
