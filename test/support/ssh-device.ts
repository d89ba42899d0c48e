import type {AddressInfo} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import ssh2 from 'ssh2';

export interface SshDevice {
  readonly address: string;
  readonly port: number;
  readonly knownHosts: string;
  readonly stop: () => Promise<void>;
}

/** ssh2 makes one Ed25519 key in some hundreds that it cannot read itself. */
function hostKey(): ReturnType<typeof ssh2.utils.generateKeyPairSync> {
  for (;;) {
    const key = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(key.private) instanceof Error)) return key;
  }
}

/** A real SSH server on a loopback port, which lets everybody in. `ident`: what it calls itself; `onSession`: what it does with a session. */
export async function serveSsh(onSession: (session: ssh2.Session) => void, ident?: string): Promise<SshDevice> {
  const key = hostKey();
  const clients = new Set<ssh2.Connection>();
  const config = {hostKeys: [key.private], ...(ident === undefined ? {} : {ident})};
  const server = new ssh2.Server(config, (client) => {
    clients.add(client);
    client
      .on('authentication', (context) => context.accept())
      .on('error', () => undefined)
      .on('close', () => clients.delete(client))
      .on('session', (accept) => onSession(accept()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const client of clients) client.end();
    await Promise.race([closed, sleep(2_000, undefined, {ref: false})]);
  };
  const publicKey = key.public.split(' ').slice(0, 2).join(' ');
  return {address: '127.0.0.1', port, knownHosts: `[127.0.0.1]:${port} ${publicKey}\n`, stop};
}
