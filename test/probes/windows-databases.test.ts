import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Fact} from '../../src/model/fact.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../support/recording.ts';

const services = '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services]';

const service = (name: string, path: string, start = 2): string =>
  `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\${name}]\n"Type"=dword:10\n"Start"=dword:${start}\n"ImagePath"="${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const eventLog = service('EventLog', '%SystemRoot%\\System32\\svchost.exe -k LocalServiceNetworkRestricted -p');

function databaseWith(keys: readonly string[], processes: readonly string[] | null): Fact | undefined {
  const loaded = loadRecording('windows/ja-win11.network');
  const told = processes?.map((name) => `ProcessId=1\nName=${name}\nExecutablePath=\n`).join('\n');
  const commands = {
    ...loaded.commands,
    services: [services, ...keys].join('\n'),
    processes: told ?? {gap: 'permission-denied' as const},
  };
  return factsOf(probes, exchangesOf({...loaded, commands}), 'windows', null)['database'];
}

test('where services and programs are all told, and none is of a database, there is none', (t) => {
  t.like(databaseWith([eventLog], ['System', 'svchost.exe']), {state: 'known', complete: true, value: {servers: []}});
});

const doubtful: Readonly<Record<string, Fact | undefined>> = {
  'SQL Server as a service': databaseWith(
    [
      eventLog,
      service(
        'MSSQL$SCADA',
        '"C:\\Program Files\\Microsoft SQL Server\\MSSQL15.SCADA\\MSSQL\\Binn\\sqlservr.exe" -sSCADA',
      ),
    ],
    ['System'],
  ),
  'PostgreSQL that runs by itself': databaseWith([eventLog], ['System', 'postgres.exe']),
  'programs that are not told': databaseWith([eventLog], []),
};
for (const [what, fact] of Object.entries(doubtful)) {
  test(`${what}: whether a database is there is not known`, (t) => t.like(fact, {state: 'known', complete: false}));
}

test('what may not be read is not known', (t) => {
  t.like(databaseWith([eventLog], null), {state: 'gap', reason: 'permission-denied'});
});

test('a database that is switched off, and does not run, is none', (t) => {
  const off = service('MySQL80', 'C:\\mysql\\bin\\mysqld.exe --defaults-file=C:\\my.ini MySQL80', 4);
  t.like(databaseWith([eventLog, off], ['System']), {state: 'known', complete: true});
});

test('a password in the command line of a service is known to be there, and told nowhere', (t) => {
  const loaded = loadRecording('windows/ja-win11.network');
  const told = [services, eventLog, service('HmiServer', 'C:\\hmi\\server.exe -user sa -pwd Zx9-qW7')].join('\n');
  const facts = factsOf(
    probes,
    exchangesOf({...loaded, commands: {...loaded.commands, services: told}}),
    'windows',
    null,
  );
  const {value} = facts['windowsServices'] as unknown as {value: {list: {name: string; passwordTold: boolean}[]}};
  t.deepEqual(
    value.list.map(({name, passwordTold}) => [name, passwordTold]),
    [
      ['EventLog', false],
      ['HmiServer', true],
    ],
  );
  t.false(JSON.stringify(facts).includes('Zx9-qW7'));
});
