import test from 'ava';
import {startDaemon, type Daemon} from '../support/daemon.ts';
import {freePort} from '../support/free-port.ts';
import {lookFromOutside, wholeValue} from '../support/outside-scan.ts';

const running: Daemon[] = [];
test.after.always(async () => {
  for (const daemon of running) await daemon.stop();
});

async function startRedis(...more: readonly string[]): Promise<number> {
  const port = await freePort();
  const daemon = await startDaemon({
    needs: {'/usr/bin/redis-server': 'redis-server'},
    run: () => ['/usr/bin/redis-server', '--port', `${port}`, '--bind', '127.0.0.1', '--save', '', ...more],
    address: '127.0.0.1',
    ports: [port],
  });
  running.push(daemon);
  return port;
}

test('a redis that wants no password is told from one that does', async (t) => {
  const [open, own] = [await startRedis('--protected-mode', 'no'), await startRedis('--requirepass', 'Kx9vTq27')];
  const {facts, outcomes} = await lookFromOutside([`redis/${open}`, `redis/${own}`]);
  const {servers} = wholeValue(facts, 'dataServices') as {servers: {port: number; login: string}[]};
  const logins = new Map(servers.map(({port, login}) => [port, login]));
  t.deepEqual([logins.get(open), logins.get(own)], ['not-required', 'required']);
  t.is(outcomes.get(`database-password redis tcp/${open}`), 'fail');
  t.is(outcomes.get(`database-password redis tcp/${own}`), 'pass');
});
