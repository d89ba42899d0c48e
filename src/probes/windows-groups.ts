import {z} from 'zod';
import {members} from '../model/ask.ts';
import {cimFlag, cimText, type CimInstance, type LocalGroup} from '../model/cim.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {localAccountsAsk, systemAccountsAsk} from './asks/windows-accounts.ts';
import {computerName, readWindowsVersion, windowsSystemAsk, windowsVersionAsk} from './asks/windows-version.ts';
import {flag, flagOrNull, text, textOrNull} from './parse/fields.ts';

/** Groups whose members have power over the computer, and the first build that has them all. */
const watched = [
  {id: 'administrators', sid: 'S-1-5-32-544', since: 0},
  {id: 'power-users', sid: 'S-1-5-32-547', since: 0},
  {id: 'backup-operators', sid: 'S-1-5-32-551', since: 0},
  {id: 'remote-desktop-users', sid: 'S-1-5-32-555', since: 0},
  {id: 'hyper-v-administrators', sid: 'S-1-5-32-578', since: 9200},
  {id: 'remote-management-users', sid: 'S-1-5-32-580', since: 9200},
] as const;
const asks = watched.map(({sid}) => members(sid));

const Member = z.object({
  kind: field(z.enum(['user', 'group', 'system']), 'Kind', '種別', {
    values: {
      user: {en: 'user', ja: 'ユーザー'},
      group: {en: 'group', ja: 'グループ'},
      system: {en: 'well-known principal', ja: '既知のセキュリティプリンシパル'},
    },
  }),
  domain: text('Domain or computer', 'ドメインまたはコンピューター'),
  name: text('Name', '名前'),
  local: flag('Of this computer', 'このコンピューターのもの'),
  /** null: not told, of what belongs to a domain. */
  sid: textOrNull('SID', 'SID'),
  /** null: no account of this computer, or not told. */
  enabled: flagOrNull('Enabled', '有効'),
});
const Group = z.object({
  id: field(z.enum(watched.map(({id}) => id)), 'Group', 'グループ', {
    values: {
      administrators: {en: 'Administrators', ja: 'Administrators'},
      'power-users': {en: 'Power Users', ja: 'Power Users'},
      'backup-operators': {en: 'Backup Operators', ja: 'Backup Operators'},
      'remote-desktop-users': {en: 'Remote Desktop Users', ja: 'Remote Desktop Users'},
      'hyper-v-administrators': {en: 'Hyper-V Administrators', ja: 'Hyper-V Administrators'},
      'remote-management-users': {en: 'Remote Management Users', ja: 'Remote Management Users'},
    },
  }),
  sid: text('SID', 'SID'),
  members: field(z.array(Member), 'Members', '所属メンバー'),
});
const WindowsGroups = z.object({groups: field(z.array(Group), 'Groups with power', '権限の強いローカルグループ')});

const kinds = {Win32_UserAccount: 'user', Win32_Group: 'group', Win32_SystemAccount: 'system'} as const;

interface Names {
  readonly host: string | null;
  /** SID by name in lower case. */
  readonly users: ReadonlyMap<string, string>;
  readonly system: ReadonlyMap<string, string>;
  /** By SID. */
  readonly disabled: ReadonlyMap<string, boolean | null>;
}

function byName(instances: readonly CimInstance[] | null): ReadonlyMap<string, string> {
  return new Map(
    (instances ?? []).map((each) => [(cimText(each, 'Name') ?? '').toLowerCase(), cimText(each, 'SID') ?? '']),
  );
}

/** null: of a class that is not known. */
function memberOf(told: LocalGroup['members'][number], names: Names): z.infer<typeof Member> | null {
  const kind = Object.hasOwn(kinds, told.class) ? kinds[told.class as keyof typeof kinds] : null;
  if (kind === null || told.name === '') return null;
  const local = kind === 'system' || told.domain.toUpperCase() === names.host;
  const known = kind === 'system' ? names.system : names.users;
  const sid = local ? (known.get(told.name.toLowerCase()) ?? null) : null;
  const disabled = kind === 'user' && sid !== null ? (names.disabled.get(sid) ?? null) : null;
  return {kind, domain: told.domain, name: told.name, local, sid, enabled: disabled === null ? null : !disabled};
}

function namesOf(answers: Answers): Names {
  const accounts = answers.instances(localAccountsAsk.id);
  return {
    host: computerName(answers),
    users: byName(accounts),
    disabled: new Map((accounts ?? []).map((each) => [cimText(each, 'SID') ?? '', cimFlag(each, 'Disabled')])),
    system: byName(answers.instances(systemAccountsAsk.id)),
  };
}

/** Members of the local groups with power, found by SID. Who is in a group of the domain is not asked. */
export const windowsGroups = defineProbe({
  fact: 'windowsGroups',
  title: {en: 'Local groups of Windows with power', ja: 'Windowsの権限の強いローカルグループ'},
  cost: 'cheap',
  schema: WindowsGroups,
  ask: {windows: [...asks, localAccountsAsk, systemAccountsAsk, windowsVersionAsk, windowsSystemAsk]},
  parse(answers) {
    const {build, role} = readWindowsVersion(answers);
    if (role === 'domain-controller') throw new Gap('unsupported', 'its groups are those of the domain');
    const names = namesOf(answers);
    const told = watched.map((each) => ({...each, group: answers.members(`members ${each.sid}`)}));
    const groups = told.flatMap(({id, sid, group}) => {
      if (group === null) return [];
      const read = group.members.map((each) => memberOf(each, names));
      return [{id, sid, members: read.filter((each) => each !== null)}];
    });
    const isWhole =
      names.host !== null &&
      told.every(({group, since}) => (group === null ? build < since : true)) &&
      groups.every(({sid, members: kept}) => {
        const all = told.find((each) => each.sid === sid)?.group?.members.length;
        return kept.length === all && kept.every((each) => each.kind === 'group' || !each.local || each.sid !== null);
      });
    return isWhole ? whole({groups}) : partial({groups}, 'unsupported');
  },
});
