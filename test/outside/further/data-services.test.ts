import {execFileSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import test from 'ava';
import {startDaemon, type Daemon, type DaemonOptions} from '../../support/daemon.ts';
import {freePort} from '../../support/free-port.ts';
import {lookFromOutside, wholeValue} from '../../support/outside-scan.ts';

const running: Daemon[] = [];
test.after.always(async () => {
  for (const daemon of running) await daemon.stop();
});

type Start = (port: number) => Omit<DaemonOptions, 'address' | 'ports'>;

const memcached: Start = (port) => ({
  needs: {'/usr/bin/memcached': 'memcached'},
  run: () => ['/usr/bin/memcached', '-u', 'root', '-l', '127.0.0.1', '-p', `${port}`],
});

const mosquitto =
  (anonymous: boolean): Start =>
  (port) => ({
    needs: {'/usr/sbin/mosquitto': 'mosquitto'},
    files: {'mosquitto.conf': `listener ${port} 127.0.0.1\nallow_anonymous ${anonymous}\n`},
    run: (folder) => ['/usr/sbin/mosquitto', '-c', `${folder}/mosquitto.conf`],
  });

const rsync: Start = (port) => ({
  needs: {'/usr/bin/rsync': 'rsync'},
  files: {
    'rsyncd.conf': `use chroot = no\nport = ${port}\naddress = 127.0.0.1
[backup]\npath = {{folder}}\n[hidden]\npath = {{folder}}\nlist = no\n`,
  },
  run: (folder) => ['/usr/bin/rsync', '--daemon', '--no-detach', '--config', `${folder}/rsyncd.conf`],
});

function postgresPrograms(): string {
  const [version] = readdirSync('/usr/lib/postgresql').sort();
  return `/usr/lib/postgresql/${version ?? ''}/bin`;
}

/** It refuses to run as root. */
const asPostgres = ['/usr/sbin/runuser', '-u', 'postgres', '--'] as const;

/** One that trusts who comes, or wants passwords: the authentication method of its rules. */
const postgresql =
  (method: string): Start =>
  (port) => ({
    needs: {'/usr/bin/pg_ctlcluster': 'postgresql', '/usr/sbin/runuser': 'util-linux'},
    files: {password: 'Kx9vTq27\n'},
    prepare: (folder) => {
      execFileSync('/usr/bin/install', ['-d', '-o', 'postgres', '-m', '700', `${folder}/data`]);
      const args = ['-D', `${folder}/data`, '-A', method, '-U', 'postgres', '--no-sync', '--no-locale'];
      const [file, ...more] = asPostgres;
      const initdb = [...more, `${postgresPrograms()}/initdb`, ...args, `--pwfile=${folder}/password`];
      execFileSync(file, initdb, {stdio: 'pipe', cwd: '/'});
    },
    run: (folder) => {
      const args = ['-D', `${folder}/data`, '-p', `${port}`, '-h', '127.0.0.1', '-k', `${folder}/data`];
      return [...asPostgres, `${postgresPrograms()}/postgres`, ...args];
    },
  });

const servers: Readonly<Record<string, readonly [service: string, start: Start]>> = {
  memcached: ['memcached', memcached],
  openMqtt: ['mqtt', mosquitto(true)],
  ownMqtt: ['mqtt', mosquitto(false)],
  openPostgresql: ['postgresql', postgresql('trust')],
  ownPostgresql: ['postgresql', postgresql('scram-sha-256')],
  rsync: ['rsync', rsync],
};

test('servers that want no password are told from those that do', async (t) => {
  const at: Record<string, number> = {};
  for (const [name, [, start]] of Object.entries(servers)) {
    const port = await freePort('127.0.0.1');
    running.push(await startDaemon({...start(port), address: '127.0.0.1', ports: [port]}));
    at[name] = port;
  }
  const services = Object.entries(servers).map(([name, [service]]) => `${service}/${at[name]}`);
  const {facts, outcomes} = await lookFromOutside(services, {trials: true});
  const told = wholeValue(facts, 'dataServices') as {servers: {port: number; login: string}[]};
  const login = (name: string): string | undefined => told.servers.find(({port}) => port === at[name])?.login;
  t.deepEqual(['memcached', 'openPostgresql', 'ownPostgresql'].map(login), ['not-required', 'untold', 'untold']);
  const tried = wholeValue(facts, 'anonymousServices') as {servers: {port: number; open: boolean}[]};
  const isOpen = (name: string): boolean | undefined => tried.servers.find(({port}) => port === at[name])?.open;
  t.deepEqual(['openMqtt', 'ownMqtt', 'openPostgresql', 'ownPostgresql'].map(isOpen), [true, false, true, false]);
  t.deepEqual(
    (wholeValue(facts, 'rsyncServers') as {servers: {modules: string[]}[]}).servers.map(({modules}) => modules),
    [['backup']],
  );
  const outcome = (check: string, name: string): string | undefined => outcomes.get(`${check} tcp/${at[name]}`);
  t.is(outcome('database-anonymous postgresql', 'openPostgresql'), 'fail');
  t.is(outcome('database-anonymous postgresql', 'ownPostgresql'), 'pass');
  t.is(outcome('broker-anonymous', 'openMqtt'), 'fail');
  t.is(outcome('rsync-modules', 'rsync'), 'fail');
});
