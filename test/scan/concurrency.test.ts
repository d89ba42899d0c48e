import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {makeKey, startRaw, temporaryFolder, type RawServer} from '../support/sshd.ts';
import {sshAsset, until, Workshop} from './support.ts';

const folder = temporaryFolder();
const key = makeKey(folder.path, 'id', 'ed25519');
const shop = new Workshop();
/** Takes connections and says nothing: whoever asks waits for it. */
let silent: RawServer;

test.before(async () => {
  silent = await startRaw(() => undefined, '127.0.27.1');
  shop.trust({knownHosts: `[${silent.address}]:${silent.port} ${key.publicKey}\n`});
  shop.writeInventory({
    credentials: {ops: {user: 'nobody', key: `file:${key.file}`}},
    assets: Array.from({length: 40}, (_, index) => sshAsset(`host-${index}`, {server: silent, credential: 'ops'})),
  });
});
test.after.always(async () => {
  await silent.stop();
  shop.remove();
  folder.remove();
});

for (const [name, args, most] of [
  ['32 hosts are asked at a time, where nothing else is said', [], 32],
  ['--concurrency says how many', ['--concurrency', '5'], 5],
] as const) {
  test.serial(name, async (t) => {
    const scanning = shop.start(['collect', shop.inventory, '--out', `run-${most}`, '--quiet', ...args]);
    try {
      await until(() => silent.open() >= most || scanning.child.exitCode !== null, `${most} connections`);
      await sleep(500);
      t.is(silent.open(), most, scanning.stderr());
    } finally {
      scanning.child.kill('SIGKILL');
      await scanning.ended;
    }
    await until(() => silent.open() === 0, 'the end of all connections');
  });
}
