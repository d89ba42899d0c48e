import test from 'ava';
import {mongoSettings, mysqlIncludes, mysqlSettings, redisSettings} from '../../src/probes/parse/databases.ts';
import {fitsPattern} from '../../src/probes/parse/glob.ts';
import {postgresFiles, postgresSettings} from '../../src/probes/parse/postgres.ts';

const folder = '/etc/postgresql/15/main';
const main = `${folder}/postgresql.conf`;
const data = '/var/lib/postgresql/15/main';
const places = `data_directory = '${data}'\nhba_file = '${folder}/pg_hba.conf'\n`;
const strict = 'local all all peer\nhost all all 127.0.0.1/32 scram-sha-256';

function cluster(conf: string, hba = strict, more: Readonly<Record<string, string>> = {}) {
  const files = new Map(
    Object.entries({
      [main]: places + conf,
      [`${folder}/pg_hba.conf`]: hba,
      [`${data}/postgresql.auto.conf`]: '',
      ...more,
    }),
  );
  const {found, whole} = postgresSettings({files, patterns: postgresFiles}, main);
  return {...found, whole};
}

const world = "listen_addresses = '*'";
for (const [name, conf, more, loopbackOnly, whole] of [
  ['nothing set', '', {}, true, true],
  ['an empty folder', "include_dir = 'conf.d' # parts", {}, true, true],
  ['a part of a folder', "include_dir 'conf.d'", {[`${folder}/conf.d/a.conf`]: world}, false, true],
  [
    'the last of two parts',
    "include_dir 'conf.d'",
    {[`${folder}/conf.d/a.conf`]: world, [`${folder}/conf.d/b.conf`]: "LISTEN_ADDRESSES 'localhost'"},
    true,
    true,
  ],
  ['a line after the part', "include 'a.conf'\nlisten_addresses=''", {[`${folder}/a.conf`]: world}, true, true],
  [
    'a part inside of a part',
    "include 'a.conf'",
    {[`${folder}/a.conf`]: `include './b.conf'`, [`${folder}/b.conf`]: world},
    false,
    true,
  ],
  ['ALTER SYSTEM', "listen_addresses = 'localhost'", {[`${data}/postgresql.auto.conf`]: world}, false, true],
  ['a folder elsewhere', "include_dir '/srv/pg'", {}, true, false],
  ['a file elsewhere', "include_if_exists '/srv/pg.conf'", {}, true, false],
  ['a file outside', "include '../../../pg.conf'", {}, true, false],
  ['a file that is not there', "include 'a.conf'", {}, true, false],
  ['a file that need not be there', "include_if_exists 'a.conf'", {}, true, true],
  [
    'a file that includes itself',
    "include 'a.conf'",
    {[`${folder}/a.conf`]: "include 'a.conf'\n".repeat(50)},
    true,
    false,
  ],
  ['data elsewhere', "data_directory = '/srv/data'", {}, true, false],
  ['rules elsewhere', "hba_file = '/srv/pg_hba.conf'", {}, true, false],
  ['a line that says nothing', '= 1', {}, true, false],
  ['options of the command line', '', {[`${folder}/pg_ctl.conf`]: `pg_ctl_options = '-o "-i"'`}, true, false],
  ['no options of the command line', '', {[`${folder}/pg_ctl.conf`]: "pg_ctl_options = ''"}, true, true],
] as const) {
  test(`PostgreSQL with ${name} is ${whole ? 'seen whole' : 'in doubt'}`, (t) => {
    t.like(cluster(conf, strict, more), {loopbackOnly, whole});
  });
}

for (const [hba, more, passwordRequired, whole] of [
  [strict, {}, true, true],
  ['host all all 0.0.0.0/0 trust', {}, false, true],
  ['host all all \\\n 0.0.0.0/0 trust', {}, false, true],
  ['host all all 0.0.0.0/0 "trust"', {}, false, true],
  ['host all all 0.0.0.0/0 md5 # not trust', {}, true, true],
  ['host trust trust 0.0.0.0/0 md5', {}, true, true],
  ['host all all 10.0.0.0/8 ident map=a', {}, false, true],
  ['host all all 127.0.0.1/32 ident\nhost all all ::1/128 ident', {}, true, true],
  ['include rules.conf', {[`${folder}/rules.conf`]: 'hostssl all all all trust'}, false, true],
  ['include_dir pg_hba.d', {[`${folder}/pg_hba.d/a.conf`]: 'hostssl all all all trust'}, false, true],
  ['include_dir pg_hba.d', {}, true, true],
  ['include rules', {}, null, false],
  ['include_if_exists /srv/rules.conf\nhost all all all trust', {}, false, false],
  ['hosts all all all reject', {}, null, false],
] as const) {
  test(`pg_hba.conf ${JSON.stringify(hba)} demands a password: ${passwordRequired}`, (t) => {
    t.like(cluster('', hba, more), {passwordRequired, whole});
  });
}

test('a cluster without pg_hba.conf, or apart from its data, is in doubt', (t) => {
  const conf = '/var/lib/pgsql/data/postgresql.conf';
  const of = (files: Readonly<Record<string, string>>, path = conf) =>
    postgresSettings({files: new Map(Object.entries(files)), patterns: postgresFiles}, path);
  t.like(of({[conf]: ''}), {whole: false, found: {passwordRequired: null}});
  t.like(of({[conf]: '', '/var/lib/pgsql/data/pg_hba.conf': strict}), {whole: true, found: {passwordRequired: true}});
  t.false(of({[main]: '', [`${folder}/pg_hba.conf`]: strict}, main).whole);
});

test('patterns of the shell stay within a folder and leave out hidden names', (t) => {
  t.true(fitsPattern('/etc/*/a?.conf', '/etc/x/ab.conf'));
  t.false(fitsPattern('/etc/*/a.conf', '/etc/x/y/a.conf'));
  t.false(fitsPattern('/etc/*.conf', '/etc/.a.conf'));
  t.false(fitsPattern('/etc/*/a.conf', '/etc/../a.conf'));
  t.false(fitsPattern('/etc/a.conf', '/etc/a+conf'));
});

for (const [text, expected] of [
  ['requirepass x', true],
  ['requirepass x\naclfile /etc/redis/users.acl', null],
  ['requirepass x\nuser default on nopass ~* +@all', false],
  ['requirepass x\nuser guest on nopass ~* +@read', false],
  ['requirepass x\nuser guest off nopass', true],
  ['user default off\nuser pump on >x ~* +@all', true],
  ['user default on ~* +@all', false],
] as const) {
  test(`redis demands a password: ${expected}: ${JSON.stringify(text)}`, (t) => {
    t.is(redisSettings(text).passwordRequired, expected);
  });
}

test('MongoDB between open and closed lets in without a password', (t) => {
  t.false(mongoSettings('security:\n  authorization: enabled\n  transitionToAuth: true # soon').passwordRequired);
});

for (const [text, expected] of [
  ['security:\n  authorization: enabled # since 2024', true],
  ['security:\n  keyFile: /etc/mongod.key', true],
  ['security:\n  clusterAuthMode: x509', true],
  ['security:\n  authorization: disabled', false],
  ['security: {authorization: enabled}', null],
  ['auth = true', null],
  ['security.authorization: enabled', null],
] as const) {
  test(`MongoDB demands a password: ${expected}: ${JSON.stringify(text)}`, (t) => {
    t.is(mongoSettings(text).passwordRequired, expected);
  });
}

test('MySQL: a comment ends a line anywhere but in quotes', (t) => {
  t.like(mysqlSettings(['[mysqld]\nskip-grant-tables # for now\nbind-address = 127.0.0.1 # x']), {
    passwordRequired: false,
    loopbackOnly: true,
  });
  t.deepEqual(mysqlSettings(['[mysqld]\nbind-address = "a#b"']).listens, ['a#b']);
});

test('what the option files of MySQL include is told', (t) => {
  t.deepEqual(mysqlIncludes(['!includedir /etc/mysql/conf.d/\n[mysqld]\n!include /srv/my.cnf']), [
    '/etc/mysql/conf.d',
    '/srv/my.cnf',
  ]);
});
