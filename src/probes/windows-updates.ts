import {z} from 'zod';
import {cim, registry} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole, type Answers, type Parsed} from '../model/probe.ts';
import {textIn} from '../model/registry.ts';
import {readWindowsVersion, windowsSystemAsk, windowsVersionAsk} from './asks/windows-version.ts';
import {attempt} from './parse/attempt.ts';
import {flagOrNull, text} from './parse/fields.ts';
import {hotfixesOf, readHotfixText, type Hotfix, type HotfixList} from './parse/hotfixes.ts';
import {hotfixTextAsk, systemInfo} from './parse/systeminfo.ts';

const WindowsUpdates = z.object({
  hotfixes: z.array(
    z.object({
      id: text('Update', '更新プログラム'),
      installedOn: field(z.iso.datetime().nullable(), 'Installed on', 'インストール日'),
    }),
  ),
  newestOn: field(z.iso.datetime().nullable(), 'Newest installation', '最後に更新プログラムを適用した日'),
  recordsSuccess: flagOrNull('This version records its last success', '最終成功日時を記録するバージョン'),
  installedAt: field(z.iso.datetime().nullable(), 'Last installation that succeeded', '更新の最終成功日時'),
  searchedAt: field(z.iso.datetime().nullable(), 'Last search that succeeded', '更新の確認の最終成功日時'),
});
type WindowsUpdates = z.infer<typeof WindowsUpdates>;

const hotfixAsk = cim('Win32_QuickFixEngineering', ['HotFixID', 'InstalledOn'], {seconds: 60});

/** Up to Windows 8.1 and Server 2012 R2; later versions leave it as it was, or have none. */
const resultsAsk = registry('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\Results', {
  depth: 'children',
  values: ['LastSuccessTime'],
});
const firstWithout = 10_240;

const byDay = (a: Hotfix, b: Hotfix): number => {
  const [one, other] = [`${a.installedOn ?? ''} ${a.id}`, `${b.installedOn ?? ''} ${b.id}`];
  return one < other ? 1 : one > other ? -1 : 0;
};

function listed({hotfixes}: HotfixList): Pick<WindowsUpdates, 'hotfixes' | 'newestOn'> {
  const sorted = [...new Map([...hotfixes].sort(byDay).map((each) => [each.id, each])).values()];
  return {hotfixes: sorted, newestOn: sorted.find(({installedOn}) => installedOn !== null)?.installedOn ?? null};
}

/** `2019-03-17 09:11:12`, in UTC. */
function timeIn(answers: Answers, below: string): string | null {
  const told = textIn(answers.registry(resultsAsk.id)?.below(below) ?? null, 'LastSuccessTime');
  const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(told ?? '') ? Date.parse(`${told?.replace(' ', 'T')}Z`) : NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** null: there is no answer; the fact is incomplete then. */
function successes(answers: Answers): Pick<WindowsUpdates, 'recordsSuccess' | 'installedAt' | 'searchedAt'> {
  const version = attempt(() => readWindowsVersion(answers));
  if (version === null || version.build >= firstWithout)
    return {recordsSuccess: version === null ? null : false, installedAt: null, searchedAt: null};
  const [installedAt, searchedAt] = ['Install', 'Detect'].map((name) => attempt(() => timeIn(answers, name)));
  return {recordsSuccess: true, installedAt: installedAt ?? null, searchedAt: searchedAt ?? null};
}

const unrecorded = {recordsSuccess: null, installedAt: null, searchedAt: null} as const;

/** By a text of `wmic qfe`, which tells the days, else by one of `systeminfo`. */
function fromText(answers: Answers): Parsed<WindowsUpdates> {
  const table = attempt(() => answers.command(hotfixTextAsk));
  if (table !== null) {
    const list = readHotfixText(table.text);
    if (list === null) throw new Gap('unsupported', 'not a list of updates');
    return partial({...listed(list), ...unrecorded}, 'not-collected');
  }
  const {hotfixes} = systemInfo(answers);
  if (hotfixes === null) throw new Gap('unsupported', 'the text tells of no updates');
  const list = {hotfixes: hotfixes.map((id) => ({id, installedOn: null})), whole: false};
  return partial({...listed(list), ...unrecorded}, 'not-collected');
}

/** https://learn.microsoft.com/windows/win32/cimwin32prov/win32-quickfixengineering: what component servicing installed, not all that is. */
export const windowsUpdates = defineProbe({
  fact: 'windowsUpdates',
  title: {en: 'Windows updates', ja: 'Windowsの更新プログラム'},
  cost: 'cheap',
  schema: WindowsUpdates,
  ask: {windows: [hotfixAsk, resultsAsk, windowsVersionAsk, windowsSystemAsk]},
  parse(answers) {
    const instances = answers.instances(hotfixAsk.id);
    if (instances === null) throw new Gap('unsupported', 'no class of updates');
    const list = hotfixesOf(instances);
    const value = {...listed(list), ...successes(answers)};
    return list.whole ? whole(value) : partial(value);
  },
  stored: {windows: fromText},
});
