import test from 'ava';
import {startRaw} from '../support/sshd.ts';
import {Workshop} from './support.ts';

/** Nothing that can be run stands in the place of nmap, for this one process. */
const withoutNmap = `exec unshare --mount sh -c 'mount --bind /dev/null "$(command -v nmap)" && exec "$@"' sh "$@"`;

test('without nmap this is said, and the ports are connected to all the same', async (t) => {
  const shop = new Workshop();
  t.teardown(() => shop.remove());
  const server = await startRaw((socket) => void socket.end(), '127.0.45.7');
  t.teardown(server.stop);
  const access = [{via: 'nmap', tool: 'nmap', ports: String(server.port)}];
  const at = {kind: 'server', zone: 'office', address: server.address};
  shop.writeInventory({assets: [{id: 'srv', ...at, access}]});
  const told = {en: 'nmap is not installed on this machine', ja: 'このコンピュータにnmapがありません'};
  for (const [language, text] of Object.entries(told)) {
    const out = `run-${language}`;
    const args = ['scan', shop.inventory, '--out', out, '--lang', language];
    const {stderr} = await shop.runInside(withoutNmap, args);
    t.true(stderr.includes(text), stderr);
    const ports = shop.answers(out, 'srv').find(({ask}) => ask === 'tcp-ports');
    t.true(ports?.body?.startsWith('mizumori connect\n') && ports.body.includes(`\nopen ${server.port}`), ports?.body);
  }
  const {stderr} = await shop.run(['scan', shop.inventory, '--out', 'with']);
  t.regex(stderr, /nmap \d/);
  const ports = shop.answers('with', 'srv').find(({ask}) => ask === 'tcp-ports');
  t.true(ports?.body?.includes('<nmaprun'));
});
