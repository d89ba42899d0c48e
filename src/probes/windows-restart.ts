import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe, whole, type Answers} from '../model/probe.ts';
import {isSet, listIn, textIn} from '../model/registry.ts';
import {attempt} from './parse/attempt.ts';
import {flagOrNull, textOrNull} from './parse/fields.ts';

const WindowsRestart = z.object({
  servicing: flagOrNull('Component servicing waits for a restart', 'コンポーネントの更新が再起動待ち'),
  windowsUpdate: flagOrNull('Windows Update waits for a restart', 'Windows Updateが再起動待ち'),
  fileRenames: flagOrNull('Files are to be replaced at the next start', '次回起動時のファイル置換・削除の予約'),
  name: textOrNull('Name of the computer', 'コンピューター名'),
  nextName: textOrNull('Name after the restart', '再起動後のコンピューター名'),
  renamed: flagOrNull('A new name waits for a restart', 'コンピューター名の変更が再起動待ち'),
});

const servicingAsk = registry(
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending',
  {values: []},
);
const updateAsk = registry(
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired',
  {values: []},
);
const sessionAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager', {
  id: 'pending file renames',
  values: ['PendingFileRenameOperations', 'PendingFileRenameOperations2'],
});
const nameAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\ComputerName', {
  id: 'computer names',
  depth: 'children',
  values: ['ComputerName'],
});

/** Whether files are noted down that the next start replaces or deletes. */
function hasRenames(answers: Answers): boolean {
  const root = answers.registry(sessionAsk.id)?.root ?? null;
  const lists = ['PendingFileRenameOperations', 'PendingFileRenameOperations2'].filter((name) => isSet(root, name));
  return lists.some((name) => (listIn(root, name) ?? []).length > 0);
}

function names(answers: Answers): readonly [string | null, string | null] {
  const table = answers.registry(nameAsk.id);
  const named = (below: string): string | null => textIn(table?.below(below) ?? null, 'ComputerName');
  return [named('ActiveComputerName'), named('ComputerName')];
}

/** What waits for a restart, by the places that Windows itself looks at. */
export const windowsRestart = defineProbe({
  fact: 'windowsRestart',
  title: {en: 'Windows: what waits for a restart', ja: 'Windowsの再起動待ち'},
  cost: 'cheap',
  schema: WindowsRestart,
  ask: {windows: [servicingAsk, updateAsk, sessionAsk, nameAsk]},
  parse(answers) {
    const isThere = (id: string): boolean | null => attempt(() => answers.registry(id) !== null);
    const [name, nextName] = attempt(() => names(answers)) ?? [null, null];
    return whole({
      servicing: isThere(servicingAsk.id),
      windowsUpdate: answers.registry(updateAsk.id) !== null,
      fileRenames: attempt(() => hasRenames(answers)),
      name,
      nextName,
      renamed: name === null || nextName === null ? null : name.toLowerCase() !== nextName.toLowerCase(),
    });
  },
});
