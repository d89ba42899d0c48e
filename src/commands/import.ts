import type {CollectOptions} from './collecting.ts';
import {badInput} from './context.ts';
import type {ReportOptions} from './finish.ts';
import {importForms, type FormImportOptions} from './import-forms.ts';
import {kindOf, type Kind} from './import-kinds.ts';
import {messages} from './messages.ts';
import {scanCommand} from './scan.ts';

export interface ImportOptions extends CollectOptions, ReportOptions, FormImportOptions {
  /** Inventory whose assets the files are of. */
  readonly inventory?: string;
}

/** Makes a run of what was found by others and by kits; nothing is sent. */
function importEvidence(files: readonly string[], kinds: readonly Kind[], options: ImportOptions): Promise<number> {
  const {inventory} = options;
  if (inventory === undefined)
    throw badInput(files[0] ?? '', messages('en').needsInventory, messages('ja').needsInventory);
  const nmap = files.filter((_, index) => kinds[index] === 'nmap');
  const kit = files.filter((_, index) => kinds[index] !== 'nmap');
  return scanCommand(inventory, {...options, nmap, kit, offline: true});
}

/** Takes in files, each by what stands in it: what people filled in becomes YAML, all else a run. */
export function importCommand(files: readonly string[], options: ImportOptions): Promise<number> {
  const kinds = files.map(kindOf);
  const forms = files.filter((_, index) => kinds[index] === 'form');
  if (forms.length === files.length) return importForms(files, options);
  if (forms.length > 0) throw badInput(forms.join(', '), messages('en').mixedImport, messages('ja').mixedImport);
  return importEvidence(files, kinds, options);
}
