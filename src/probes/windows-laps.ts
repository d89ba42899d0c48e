import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {numberIn, textIn} from '../model/registry.ts';
import {flagOrNull, textOrNull} from './parse/fields.ts';
import {layer, type Layer} from './parse/windows-setting-layers.ts';

const sources = ['mdm', 'policy', 'local', 'legacy', 'none', 'unknown'] as const;

const WindowsLaps = z.object({
  managed: flagOrNull(
    'Password of a local administrator changed and kept elsewhere',
    'ローカル管理者のパスワードを自動管理',
  ),
  source: field(z.enum(sources), 'Set by', '設定元', {
    values: {
      mdm: {en: 'device management', ja: 'MDM'},
      policy: {en: 'Group Policy', ja: 'グループポリシー'},
      local: {en: 'local configuration', ja: 'ローカル構成'},
      legacy: {en: 'LAPS before Windows LAPS', ja: '従来のLAPS'},
      none: {en: 'nothing', ja: 'なし'},
      unknown: {en: 'not known', ja: '不明'},
    },
  }),
  /** null: the built-in Administrator. */
  accountName: textOrNull('Account', '対象アカウント'),
});

const values = ['BackupDirectory', 'AdministratorAccountName', 'PasswordAgeDays', 'PasswordLength'];
const roots = [
  {source: 'mdm', ask: registry('HKLM\\SOFTWARE\\Microsoft\\Policies\\LAPS', {values})},
  {source: 'policy', ask: registry('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\LAPS', {values})},
  {source: 'local', ask: registry('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\LAPS\\Config', {values})},
  {
    source: 'legacy',
    ask: registry('HKLM\\SOFTWARE\\Policies\\Microsoft Services\\AdmPwd', {
      values: ['AdmPwdEnabled', 'AdminAccountName', 'PasswordAgeDays', 'PasswordLength'],
    }),
  },
] as const;

type Value = z.infer<typeof WindowsLaps>;

const notKnown: Value = {managed: null, source: 'unknown', accountName: null};

function readRoot({key}: Layer, source: (typeof roots)[number]['source']): Value {
  const isLegacy = source === 'legacy';
  // 0: kept nowhere, 1: in Entra ID, 2: in Active Directory.
  const kept = numberIn(key, isLegacy ? 'AdmPwdEnabled' : 'BackupDirectory') ?? 0;
  const name = textIn(key, isLegacy ? 'AdminAccountName' : 'AdministratorAccountName')?.trim() ?? '';
  return {managed: kept !== 0, source, accountName: name === '' ? null : name};
}

/** Of the places of settings the first that has any of them counts, as a whole. */
function firstRoot(answers: Answers): Value {
  for (const {source, ask} of roots) {
    const found = layer(answers, 'policy', ask.id);
    if (!found.sure) return notKnown;
    if (found.key !== null && found.key.values.size > 0) return readRoot(found, source);
  }
  return {managed: false, source: 'none', accountName: null};
}

/** Local Administrator Password Solution: https://learn.microsoft.com/windows-server/identity/laps/laps-management-policy-settings */
export const windowsLaps = defineProbe({
  fact: 'windowsLaps',
  title: {en: 'Local administrator passwords (LAPS)', ja: 'ローカル管理者パスワードの管理（LAPS）'},
  cost: 'cheap',
  schema: WindowsLaps,
  ask: {windows: roots.map(({ask}) => ask)},
  parse(answers) {
    const value = firstRoot(answers);
    return value.managed === null ? partial(value) : whole(value);
  },
  doubt: (value, lost) => (lost ? notKnown : value),
});
