import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {numberIn, textIn, type RegistryKey, type RegistryTable} from '../model/registry.ts';
import {otherProgramsAsk, programsAsk, usersProgramsAsk} from './asks/windows-software.ts';
import {attempt} from './parse/attempt.ts';
import {flag, text, textOrNull} from './parse/fields.ts';

const WindowsSoftware = z.object({
  list: z.array(
    z.object({
      name: text('Program', 'ソフトウェア'),
      version: textOrNull('Version', 'バージョン'),
      publisher: textOrNull('Publisher', '発行元'),
      installedOn: field(z.iso.datetime().nullable(), 'Installed on', 'インストール日'),
      hidden: flag('Not shown in Programs and Features', '「プログラムと機能」に非表示'),
      scope: field(z.enum(['machine', 'user']), 'Installed for', 'インストール対象', {
        values: {machine: {en: 'all users', ja: 'すべてのユーザー'}, user: {en: 'one user', ja: '特定のユーザー'}},
      }),
    }),
  ),
  dotnet: z.array(
    z.object({
      name: text('.NET Framework', '.NET Framework'),
      version: text('Version', 'バージョン'),
    }),
  ),
});
type Program = z.infer<typeof WindowsSoftware>['list'][number];
type Framework = z.infer<typeof WindowsSoftware>['dotnet'][number];

const dotnetAsk = registry('HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP', {
  depth: 'tree',
  values: ['Install', 'Version', 'Release', 'SP'],
});

/** `20240115`, as Windows Installer writes it; other installers write what they like. */
function dayOf(told: string | null): string | null {
  const found = /^(?<y>(?:19|20)\d\d)(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12]\d|3[01])$/.exec(told?.trim() ?? '')?.groups;
  return found === undefined ? null : `${found['y']}-${found['m']}-${found['d']}T00:00:00.000Z`;
}

const nullIfEmpty = (told: string | null): string | null => (told === null || told.trim() === '' ? null : told.trim());

/** Updates of another program, and what has no name, are no programs. */
function programOf(key: RegistryKey, scope: Program['scope']): Program[] {
  const name = nullIfEmpty(textIn(key, 'DisplayName'));
  if (name === null || textIn(key, 'ParentKeyName') !== null) return [];
  return [
    {
      name,
      version: nullIfEmpty(textIn(key, 'DisplayVersion')),
      publisher: nullIfEmpty(textIn(key, 'Publisher')),
      installedOn: dayOf(textIn(key, 'InstallDate')),
      hidden: numberIn(key, 'SystemComponent') === 1,
      scope,
    },
  ];
}

interface Programs {
  readonly list: readonly Program[];
  /** False when an entry holds what is no text. */
  readonly whole: boolean;
}

function programsIn(keys: readonly RegistryKey[], scope: Program['scope']): Programs {
  const read = keys.map((key) => attempt(() => programOf(key, scope)));
  return {list: read.flatMap((each) => each ?? []), whole: read.every((each) => each !== null)};
}

const entries = (table: RegistryTable | null): readonly RegistryKey[] =>
  table === null ? [] : table.children(table.root);

/** Keys right below the lists of all users. */
const userEntries = (table: RegistryTable | null): readonly RegistryKey[] =>
  (table?.keys ?? []).filter(({path}) => path.toLowerCase().includes('\\currentversion\\uninstall\\'));

/** https://learn.microsoft.com/dotnet/framework/install/how-to-determine-which-versions-are-installed, the least number of each. */
const releases: readonly (readonly [number, string])[] = [
  [533_320, '4.8.1'],
  [528_040, '4.8'],
  [461_808, '4.7.2'],
  [461_308, '4.7.1'],
  [460_798, '4.7'],
  [394_802, '4.6.2'],
  [394_254, '4.6.1'],
  [393_295, '4.6'],
  [379_893, '4.5.2'],
  [378_675, '4.5.1'],
  [378_389, '4.5'],
];

function frameworkOf(key: RegistryKey): Framework[] {
  const old = /\\NDP\\v(?<name>[123]\.\d)(?:\.\d{1,5})?$/i.exec(key.path)?.groups?.['name'];
  const isFour = /\\NDP\\v4\\(?:Full|Client)$/i.test(key.path);
  if ((old === undefined && !isFour) || numberIn(key, 'Install') !== 1) return [];
  const release = numberIn(key, 'Release');
  const name = old ?? releases.find(([least]) => (release ?? 0) >= least)?.[1] ?? '4.0';
  return [{name, version: textIn(key, 'Version') ?? name}];
}

/** Of 4.0 a part, the client profile, can be there alone; where the whole is, its key tells of it. */
function frameworkKeys(table: RegistryTable | null): readonly RegistryKey[] {
  const full = table?.below('v4\\Full') ?? null;
  const keys = table?.keys ?? [];
  const isWhole = full !== null && numberIn(full, 'Install') === 1;
  return isWhole ? keys.filter(({path}) => !/\\v4\\Client$/i.test(path)) : keys;
}

const byName = (a: Program, b: Program): number => {
  const [one, other] = [a, b].map(({name, version, scope}) => `${name}\n${version ?? ''}\n${scope}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
};

const once = (list: readonly Program[]): Program[] =>
  [...new Map(list.map((each) => [`${each.name}\n${each.version}\n${each.scope}`, each])).values()].sort(byName);

/**
 * What `Programs and Features` lists: for all users, and for those who are logged on. What runs without an installation, what a
 * user who is logged off has for himself, and apps of the Store are not among it.
 */
export const windowsSoftware = defineProbe({
  fact: 'windowsSoftware',
  title: {en: 'Programs installed on Windows', ja: 'Windowsの導入済みソフトウェア'},
  cost: 'cheap',
  schema: WindowsSoftware,
  ask: {windows: [programsAsk, otherProgramsAsk, usersProgramsAsk, dotnetAsk]},
  parse(answers) {
    const own = attempt(() => answers.registry(usersProgramsAsk.id));
    const found = [
      programsIn(entries(answers.registry(programsAsk.id)), 'machine'),
      programsIn(entries(attempt(() => answers.registry(otherProgramsAsk.id))), 'machine'),
      programsIn(userEntries(own), 'user'),
    ];
    const dotnet = frameworkKeys(attempt(() => answers.registry(dotnetAsk.id))).map((key) =>
      attempt(() => frameworkOf(key)),
    );
    const value = {
      list: once(found.flatMap(({list}) => list)),
      dotnet: dotnet.flatMap((each) => each ?? []),
    };
    return found.every(({whole: all}) => all) && dotnet.every((each) => each !== null) ? whole(value) : partial(value);
  },
});
