import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Fact} from '../../src/model/fact.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, factsOfRecording, loadRecording} from '../../src/recording.ts';

const [win11, weak10, weak2019, server2022, win7] = [
  ...['ja-win11', 'ja-win10-weak', 'ja-server2019-weak', 'en-server2022', 'ja-win7-control'],
].map((host) => `windows/${host}.accounts`) as [string, string, string, string, string];

type Known = Extract<Fact, {state: 'known'}>;

function known(facts: Readonly<Record<string, Fact>>, name: string): Known {
  const fact = facts[name];
  if (fact?.state !== 'known') throw new Error(`${name}: ${JSON.stringify(fact)}`);
  return fact;
}

const fieldsOf = (recording: string, name: string): unknown => known(factsOfRecording(recording).facts, name).value;

type Settings = Readonly<Record<string, {readonly value: unknown; readonly from: string}>>;

interface Case {
  readonly title: string;
  readonly recording: string;
  readonly fact: string;
  /** Settings that are looked at: what holds, and who says so. */
  readonly holds: Readonly<Record<string, readonly [unknown, string]>>;
}

const cases: readonly Case[] = [
  {
    title: 'a policy goes before the setting of the listener',
    ...{recording: weak2019, fact: 'windowsRemoteDesktop'},
    holds: {enabled: [true, 'setting'], nla: [false, 'policy'], securityLayer: [1, 'setting']},
  },
  {
    title: 'limits are minutes, and those that the listener leaves to the user hold for nobody',
    ...{recording: server2022, fact: 'windowsRemoteDesktop'},
    holds: {idleLimit: [15, 'policy'], disconnectedLimit: [1, 'policy']},
  },
  {
    title: 'without a limit anywhere sessions stay',
    ...{recording: win7, fact: 'windowsRemoteDesktop'},
    holds: {idleLimit: [0, 'default'], drivesRedirected: [true, 'setting'], enabled: [false, 'setting']},
  },
  {
    title: 'WinRM refuses what nobody allowed, and takes what was allowed by hand',
    ...{recording: win7, fact: 'windowsRemoteManagement'},
    holds: {basic: [false, 'default'], clientBasic: [true, 'default']},
  },
  {
    title: 'WinRM takes what was allowed by hand',
    ...{recording: weak10, fact: 'windowsRemoteManagement'},
    holds: {basic: [true, 'setting'], unencrypted: [true, 'setting'], clientUnencrypted: [true, 'setting']},
  },
  {
    title: 'WinRM takes what a policy allows',
    ...{recording: weak2019, fact: 'windowsRemoteManagement'},
    holds: {basic: [true, 'policy'], unencrypted: [true, 'policy']},
  },
  {
    title: 'workstations want no Ctrl+Alt+Del from Windows 8 on, and before it is not known',
    ...{recording: weak10, fact: 'windowsLogon'},
    holds: {secureAttentionOff: [true, 'default'], autoLogon: [true, 'setting'], cachedLogons: [10, 'setting']},
  },
  {
    title: 'Windows 7 has no limit of inactivity',
    ...{recording: win7, fact: 'windowsLogon'},
    holds: {secureAttentionOff: [null, 'unknown'], inactivityLimit: [0, 'default'], autoLogon: [true, 'setting']},
  },
  {
    title: 'UAC is read as the policies have it, with the defaults of what setup does not write',
    ...{recording: weak10, fact: 'windowsUac'},
    holds: {enabled: [true, 'policy'], adminPrompt: [0, 'policy'], builtInAdministrator: [false, 'default']},
  },
  {
    title: 'nothing of PowerShell is recorded unless a policy says so',
    ...{recording: weak2019, fact: 'windowsLogOptions'},
    holds: {scriptBlocks: [false, 'policy'], modules: [false, 'default'], subcategoriesForced: [true, 'default']},
  },
];

for (const {title, recording, fact, holds} of cases) {
  test(`${fact}: ${title}`, (t) => {
    const told = fieldsOf(recording, fact) as Settings;
    for (const [name, [value, from]] of Object.entries(holds)) t.deepEqual(told[name], {value, from}, name);
  });
}

interface Account {
  readonly name: string;
  readonly rid: number;
  readonly enabled: boolean;
  readonly profileUsedAt: string | null;
}

test('the first administrator is known by its number, whatever its name', (t) => {
  const {accounts} = fieldsOf(server2022, 'windowsAccounts') as {accounts: readonly Account[]};
  t.deepEqual(
    accounts.map(({name, rid}) => [name, rid]),
    [
      ['fsadmin', 500],
      ['Guest', 501],
      ['DefaultAccount', 503],
      ['WDAGUtilityAccount', 504],
    ],
  );
});

test('the last use of a profile is found by SID', (t) => {
  const {accounts} = fieldsOf(weak10, 'windowsAccounts') as {accounts: readonly Account[]};
  t.is(accounts.find(({name}) => name === 'tanaka')?.profileUsedAt, '2024-03-29T08:15:00.000Z');
  t.is(accounts.find(({name}) => name === 'user1')?.profileUsedAt, null);
});

interface Member {
  readonly kind: string;
  readonly name: string;
  readonly local: boolean;
  readonly sid: string | null;
}
interface Groups {
  readonly groups: readonly {readonly id: string; readonly members: readonly Member[]}[];
}

const membersOf = (recording: string, id: string): readonly Member[] | undefined =>
  (fieldsOf(recording, 'windowsGroups') as Groups).groups.find((group) => group.id === id)?.members;

test('members are told by SID where they are of this computer, and by name where they are of the domain', (t) => {
  const told = membersOf(weak10, 'administrators')?.map(({kind, sid}) => [kind, sid?.replace(/^S-1-5-21.*-/, '…')]);
  t.deepEqual(told?.slice(3), [
    ['user', '…1003'],
    ['system', 'S-1-5-11'],
    ['system', 'S-1-5-4'],
  ]);
  const users = membersOf(weak2019, 'remote-desktop-users')?.[0];
  t.deepEqual([users?.kind, users?.name, users?.local, users?.sid], ['group', 'Domain Users', false, null]);
});

test('a group that this Windows does not have yet is left out, and the rest is whole', (t) => {
  const fact = known(factsOfRecording(win7).facts, 'windowsGroups');
  t.true(fact.complete);
  t.is(membersOf(win7, 'hyper-v-administrators'), undefined);
  t.deepEqual(membersOf(win7, 'backup-operators'), []);
});

test('complexity is known where a policy set it, by its precedence, and else not at all', (t) => {
  const told = (recording: string) => fieldsOf(recording, 'windowsPasswordPolicy') as Record<string, unknown>;
  t.deepEqual([told(win11)['complexity'], told(win11)['reversibleEncryption']], [true, false]);
  t.deepEqual([told(weak2019)['complexity'], told(weak2019)['reversibleEncryption']], [false, true]);
  t.is(told(weak10)['complexity'], null);
  t.false(known(factsOfRecording(weak10).facts, 'windowsPasswordPolicy').complete);
});

test('auditpol without elevation is a lack of permission, in any language', (t) => {
  const fact = factsOfRecording(win7).facts['windowsAudit'];
  t.like(fact, {state: 'gap', reason: 'permission-denied'});
});

interface Log {
  readonly id: string;
  readonly size: {readonly value: number; readonly from: string};
  readonly whenFull: string;
}

test('a policy counts the size of a log in kilobytes, the log itself in bytes', (t) => {
  const logsOf = (recording: string) => (fieldsOf(recording, 'windowsEventLogs') as {logs: readonly Log[]}).logs;
  t.deepEqual(logsOf(win11).find(({id}) => id === 'security')?.size, {value: 196_608, from: 'policy'});
  t.deepEqual(
    logsOf(weak10).map(({size, whenFull}) => [size.value, whenFull]),
    [
      [20_480, 'stop'],
      [20_480, 'stop'],
      [20_480, 'stop'],
    ],
  );
});

test('without elevation the security log is not told, and the fact is not whole', (t) => {
  const fact = known(factsOfRecording(win7).facts, 'windowsEventLogs');
  t.false(fact.complete);
  t.deepEqual(
    (fact.value as {logs: readonly {id: string}[]}).logs.map(({id}) => id),
    ['application', 'system'],
  );
});

test('collectors are told with their scheme, agents by the services that run', (t) => {
  const told = fieldsOf(win11, 'windowsLogForwarding') as {collectors: unknown; agents: unknown};
  t.deepEqual(told.collectors, [{server: 'log01.suido.example.jp', https: true}]);
  t.deepEqual(told.agents, ['winlogbeat']);
});

test('a screen saver counts where a policy locks by it', (t) => {
  type Savers = {screenSavers: readonly {enforcedSeconds: number | null}[]};
  t.deepEqual(
    [win11, weak10].map((name) =>
      (fieldsOf(name, 'windowsLogon') as Savers).screenSavers.map((one) => one.enforcedSeconds),
    ),
    [[600], [null]],
  );
});

test('of a stored password it is told that it is there, and nothing else', (t) => {
  const {facts} = factsOfRecording(weak10);
  t.is((known(facts, 'windowsLogon').value as {autoLogonPassword: unknown}).autoLogonPassword, true);
});

interface Share {
  readonly name: string;
  readonly everyone: string;
  readonly authenticated: string;
  readonly administrative: boolean;
}

test('what a share lets through is read from its security descriptor', (t) => {
  const told = (recording: string) =>
    (fieldsOf(recording, 'windowsShares') as {shares: readonly Share[]}).shares
      .filter(({administrative}) => !administrative)
      .map(({name, everyone, authenticated}) => [name, everyone, authenticated]);
  t.deepEqual(told(weak10), [
    ['共有', 'full', 'none'],
    ['D', 'change', 'none'],
    ['Users', 'none', 'read'],
  ]);
  t.deepEqual(told(win7), [['DATA', 'unknown', 'unknown']]);
});

test('tasks of Windows itself are left out', (t) => {
  const {tasks} = fieldsOf(weak10, 'windowsScheduledTasks') as {tasks: readonly {path: string; enabled: boolean}[]};
  t.deepEqual(
    tasks.map(({path, enabled}) => [path, enabled]),
    [
      ['\\CopyToD', true],
      ['\\旧バックアップ', false],
    ],
  );
});

/** Facts of a recording of which one answer is another. */
function factsWith(recording: string, ask: string, body: string, cut = false): Readonly<Record<string, Fact>> {
  const all = exchangesOf(loadRecording(recording)).map((one): Exchange => {
    return one.ask === ask && one.answer.ok ? {...one, answer: {...one.answer, body, cut}} : one;
  });
  return factsOf(probes, all, 'windows', null);
}

test('where an answer was cut no default is drawn from what it does not say', (t) => {
  const key = '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services]';
  const fact = known(
    factsWith(weak2019, 'terminal-policy', `${key}\n"fDenyTSConnections"=dword:1\n"fDis`, true),
    'windowsRemoteDesktop',
  );
  const told = fact.value as Settings;
  t.deepEqual(told['enabled'], {value: false, from: 'policy'});
  t.deepEqual(told['drivesRedirected'], {value: null, from: 'unknown'});
  t.false(fact.complete);
});

test('a list of accounts without the first administrator is not whole', (t) => {
  const facts = factsWith(win11, 'local-accounts', 'Name=x\nSID=S-1-5-21-1-2-3-1001\nDisabled=FALSE');
  t.false(known(facts, 'windowsAccounts').complete);
});

test('a domain controller has no local accounts and groups', (t) => {
  const system = 'ProductType=2\nCSName=DC01';
  const facts = factsWith(weak2019, 'Win32_OperatingSystem', system);
  for (const name of ['windowsAccounts', 'windowsGroups']) t.like(facts[name], {state: 'gap', reason: 'unsupported'});
});

test('a service that is not in a list which was cut may still run', (t) => {
  const facts = factsWith(weak10, 'management-services', 'Name=TermService\nStarted=TRUE\nStartMode=Auto');
  const fact = known(facts, 'windowsRemoteManagement');
  t.deepEqual((fact.value as {winrm: unknown}).winrm, {installed: null, running: null});
  t.false(fact.complete);
});

test('of the places where LAPS is set the first that says anything counts', (t) => {
  t.deepEqual(fieldsOf(win11, 'windowsLaps'), {managed: true, source: 'policy', accountName: 'lapsadmin'});
  t.deepEqual(fieldsOf(server2022, 'windowsLaps'), {managed: true, source: 'legacy', accountName: null});
  t.deepEqual(fieldsOf(weak10, 'windowsLaps'), {managed: false, source: 'none', accountName: null});
  const key = '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\LAPS]';
  const off = factsWith(
    win11,
    'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\LAPS',
    `${key}\n"BackupDirectory"=dword:0`,
  );
  t.deepEqual(known(off, 'windowsLaps').value, {managed: false, source: 'policy', accountName: null});
});

test('members of the computer are told with whether they are enabled', (t) => {
  const members = (fieldsOf(win11, 'windowsGroups') as {groups: readonly {members: readonly {enabled: unknown}[]}[]})
    .groups[0]?.members;
  t.deepEqual(
    members?.map(({enabled}) => enabled),
    [false, true, null, null],
  );
});
