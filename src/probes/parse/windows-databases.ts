import {cimText} from '../../model/cim.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Parsed} from '../../model/probe.ts';
import {servicesKeyAsk, windowsProcessesAsk} from '../asks/windows-services.ts';
import {readWindowsServices} from './windows-services.ts';

export const windowsDatabaseAsks = [servicesKeyAsk, windowsProcessesAsk];

/** Programs of database servers. How they are set is not read on Windows: where one is there, nothing is known. */
const programs = new RegExp(
  `^(?:${[
    ...[
      'mysqld',
      'mysqld-nt',
      'mariadbd',
      'postgres',
      'pg_ctl',
      'redis-server',
      'memurai',
      'valkey-server',
      'keydb-server',
    ],
    ...['mongod', 'sqlservr', 'oracle', 'tnslsnr', 'db2syscs?', 'fbserver', 'firebird', 'influxd', 'memcached'],
    ...['clickhouse(?:-server)?', 'hdbnameserver', 'dbsrv\\d{1,2}', 'symfoware\\w*', 'hirdb\\w*', 'pdprcd'],
  ].join('|')})(?:\\.exe)?$`,
  'i',
);

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? '';

/** Whether a database server is there, by services and running programs. @throws Gap */
export function windowsDatabases(answers: Answers): Parsed<{servers: []}> {
  const table = answers.registry(servicesKeyAsk.id);
  if (table === null) throw new Gap('unsupported', 'the registry tells of no services');
  const services = readWindowsServices(table, null).filter(({start}) => start !== 'disabled');
  const running = (answers.instances(windowsProcessesAsk.id) ?? []).map((each) => cimText(each, 'Name') ?? '');
  const names = [...services.map(({path}) => baseName(path ?? '')), ...running];
  const sure = table.complete && running.length > 0 && answers.isWhole(windowsProcessesAsk.id);
  return sure && !names.some((name) => programs.test(name))
    ? whole({servers: []})
    : partial({servers: []}, 'unsupported');
}
