import {z} from 'zod';
import {files, rootFiles} from '../model/ask.ts';
import {defineProbe, field} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {mongoSettings, mysqlIncludes, mysqlSettings, redisSettings, type DatabaseSettings} from './parse/databases.ts';
import {flagOrNull, text, texts} from './parse/fields.ts';
import {isCluster, postgresFiles, postgresSettings} from './parse/postgres.ts';
import type {Programs} from './parse/programs.ts';
import {reading, type Reading} from './parse/reading.ts';
import {windowsDatabaseAsks, windowsDatabases} from './parse/windows-databases.ts';

const Database = z.object({
  servers: z.array(
    z.object({
      kind: field(z.enum(['mysql', 'postgresql', 'redis', 'mongodb']), 'Database', 'データベース'),
      config: text('Configuration', '設定ファイル'),
      running: flagOrNull('Running', '稼働'),
      listens: texts('Listens on', '待ち受けアドレス'),
      loopbackOnly: flagOrNull('Reachable from this host only', '自ホストからのみ接続可'),
      passwordRequired: flagOrNull('Password or key required', '認証が必要'),
      trusts: texts('Rules without password', 'パスワード不要の規則'),
    }),
  ),
});
type Server = z.infer<typeof Database>['servers'][number];

const mysqlMains = ['/etc/my.cnf', '/etc/mysql/my.cnf'];
const mysqlParts = [
  '/etc/my.cnf.d/*.cnf',
  '/etc/mysql/conf.d/*.cnf',
  '/etc/mysql/mysql.conf.d/*.cnf',
  '/etc/mysql/mariadb.conf.d/*.cnf',
];
/** Names of processes, 15 characters of them, of servers whose configuration is not read. */
const others = [
  'valkey-server',
  'keydb-server',
  'sqlservr',
  'db2sysc',
  'tnslsnr',
  'pdprcd',
  'firebird',
  'fbserver',
  'influxd',
  'memcached',
  'clickhouse-serv',
];
const redisFiles = ['/etc/redis.conf', '/etc/redis/redis.conf'];
const mongoFile = '/etc/mongod.conf';

function server(
  kind: Server['kind'],
  config: string,
  running: boolean | null,
  found: DatabaseSettings,
  read: Reading,
): Server {
  const {passwordRequired, loopbackOnly, listens, trusts} = found;
  return {
    ...{kind, config, running, listens: [...listens], trusts: [...trusts]},
    // A part that was not seen can open what the others close.
    loopbackOnly: read.sure(loopbackOnly),
    passwordRequired: passwordRequired === true ? read.sure(true) : passwordRequired,
  };
}

function mysql(read: Reading, present: Programs): Server[] {
  const running = present.running('mysqld', 'mariadbd');
  if (!present.installed('mysqld') && !present.installed('mariadbd') && running !== true) {
    if (running === null) read.doubt();
    return [];
  }
  const mains = mysqlMains.map((path) => read.file(path)).filter((file) => file !== null);
  const all = [...mains, ...read.files(...mysqlParts)];
  const texts = all.map((file) => file.text);
  if (mysqlIncludes(texts).some((path) => !mysqlParts.includes(`${path}/*.cnf`) && !mysqlMains.includes(path)))
    read.doubt();
  return [
    server('mysql', mains[0]?.path ?? '/etc/my.cnf', present.running('mysqld', 'mariadbd'), mysqlSettings(texts), read),
  ];
}

function postgres(read: Reading, present: Programs): Server[] {
  const found = read.files(...postgresFiles);
  const running = present.running('postgres', 'postmaster');
  const seen = {files: new Map(found.map(({path, text}) => [path, text])), patterns: postgresFiles};
  const confs = [...seen.files.keys()].filter(isCluster);
  // It runs from a folder that was not looked at, or that is closed to us.
  if (confs.length === 0 && running !== false) read.doubt();
  return confs.map((conf) => {
    const {found: settings, whole} = postgresSettings(seen, conf);
    if (!whole) read.doubt();
    return server('postgresql', conf, running, settings, read);
  });
}

function redis(read: Reading, present: Programs): Server[] {
  const running = present.running('redis-server');
  if (!present.installed('redis-server') && running !== true) {
    if (running === null) read.doubt();
    return [];
  }
  const file = redisFiles.map((path) => read.file(path)).find((one) => one !== null);
  if (file === undefined) {
    read.doubt();
    return [];
  }
  // What another file sets is not seen.
  if (/^\s{0,100}include\s/im.test(file.text)) read.doubt();
  return [server('redis', file.path, running, redisSettings(file.text), read)];
}

/** Database servers by their configuration; passwords and accounts inside of a database are not looked at. */
export const database = defineProbe({
  fact: 'database',
  title: {en: 'Database servers', ja: 'データベースサーバー'},
  cost: 'cheap',
  schema: Database,
  ask: {
    linux: [
      processesAsk,
      ...files(...mysqlMains),
      ...rootFiles(...mysqlParts, ...postgresFiles, ...redisFiles, mongoFile),
    ],
    windows: windowsDatabaseAsks,
  },
  parse(answers, platform) {
    if (platform === 'windows') return windowsDatabases(answers);
    const read = reading(answers);
    const present = read.programs();
    if (present.running(...others) !== false) read.doubt();
    const servers = [...mysql(read, present), ...postgres(read, present), ...redis(read, present)];
    const mongo = read.file(mongoFile);
    if (mongo === null && present.running('mongod') !== false) read.doubt();
    if (mongo !== null) {
      const found = mongoSettings(mongo.text);
      if (found.passwordRequired === null) read.doubt();
      servers.push(server('mongodb', mongoFile, present.running('mongod'), found, read));
    }
    return read.result({servers});
  },
});
