import type {LoadedInventory, Origin} from '../index.ts';
import type {Problem} from '../model/input-error.ts';
import {exitCodes, inventoryOf, knowledgeOf, languageOf, say, type CommonOptions} from './context.ts';
import {counted, messages} from './messages.ts';

type Text = ReturnType<typeof messages>;

export interface InventoryOptions extends CommonOptions {
  readonly with?: string;
  readonly resolved?: boolean;
}

function placeText({file, line, column}: Pick<Problem, 'file' | 'line' | 'column'>): string {
  return [file, line, column].filter((part) => part !== null).join(':');
}

function fieldLines(fields: ReadonlyMap<string, Origin>, from: string): string[] {
  return [...fields].map(([field, {value, from: source, file, line, column}]) => {
    const place = file === null ? '' : ` ${placeText({file, line, column})}`;
    return `  ${field}: ${JSON.stringify(value)}  (${from}: ${source}${place})`;
  });
}

/** Every value and where it came from; of credentials the names alone. */
function resolvedLines({origins, zoneOrigins, credentialPlaces}: LoadedInventory, text: Text): string[] {
  const credentials = [...credentialPlaces].flatMap(([name, places]) => {
    const place = places.get('');
    return place === undefined ? [] : [`${text.credential} ${name}  (${text.from}: ${placeText(place)})`];
  });
  const zones = [...zoneOrigins].flatMap(([id, fields]) => [`${text.zone} ${id}`, ...fieldLines(fields, text.from)]);
  return [...credentials, ...zones, ...[...origins].flatMap(([id, fields]) => [id, ...fieldLines(fields, text.from)])];
}

/** Validates an inventory; `--resolved` shows every value and where it came from. */
export async function inventoryCheckCommand(path: string, options: InventoryOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const text = messages(language);
  const knowledge = await knowledgeOf(options);
  const loaded = await inventoryOf(path, knowledge, options);
  const {inventory, origins} = loaded;
  if (options.json) {
    const resolved = [...origins].map(([asset, fields]) => ({asset, fields: Object.fromEntries(fields)}));
    say(JSON.stringify({schema: 1, inventory, resolved}));
    return exitCodes.good;
  }
  if (options.resolved) say(resolvedLines(loaded, text).join('\n'));
  say(`${text.inventoryGood}: ${counted(inventory.assets.length, text.assetsDone)}, ${inventory.digest}`);
  return exitCodes.good;
}
