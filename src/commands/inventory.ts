import {exitCodes, inventoryOf, knowledgeOf, languageOf, say, type CommonOptions} from './context.ts';
import {counted, messages} from './messages.ts';

export interface InventoryOptions extends CommonOptions {
  readonly with?: string;
  readonly resolved?: boolean;
}

/** Validates an inventory; `--resolved` shows every value and where it came from. */
export async function inventoryCheckCommand(path: string, options: InventoryOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const text = messages(language);
  const knowledge = await knowledgeOf(options);
  const {inventory, origins} = await inventoryOf(path, knowledge, options);
  if (options.json) {
    const resolved = [...origins].map(([asset, fields]) => ({asset, fields: Object.fromEntries(fields)}));
    say(JSON.stringify({schema: 1, inventory, resolved}));
    return exitCodes.good;
  }
  if (options.resolved) {
    for (const [asset, fields] of origins) {
      say(asset);
      for (const [field, {value, from, file, line, column}] of fields) {
        const place = file === null ? '' : ` ${file}:${line ?? ''}:${column ?? ''}`;
        say(`  ${field}: ${JSON.stringify(value)}  (${text.from}: ${from}${place})`);
      }
    }
  }
  say(`${text.inventoryGood}: ${counted(inventory.assets.length, text.assetsDone)}, ${inventory.digest}`);
  return exitCodes.good;
}
