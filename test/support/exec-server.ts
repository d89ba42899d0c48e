import type {AddressInfo} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import ssh2 from 'ssh2';
import {hostKey, type SshDevice} from './cli-device.ts';

/** What a host prints for a command; `stdin`: all that comes on its stdin, once it has ended. */
export type Executes = (command: string, stdin: Promise<string>) => Promise<string>;

/** A host behind an SSH server that calls itself `ident`, on a loopback port; it lets everybody in, and runs commands alone. */
export async function startExecServer(ident: string, executes: Executes): Promise<SshDevice> {
  const key = hostKey();
  const clients = new Set<ssh2.Connection>();
  const server = new ssh2.Server({hostKeys: [key.private], ident}, (client) => {
    clients.add(client);
    client
      .on('authentication', (context) => context.accept())
      .on('error', () => undefined)
      .on('close', () => clients.delete(client))
      .on('session', (accept) => {
        accept().on('exec', (agree, _refuse, {command}) => {
          const stream = agree();
          let heard = '';
          stream.on('error', () => undefined);
          stream.on('data', (data: Buffer) => (heard += data.toString()));
          const stdin = new Promise<string>((resolve) => stream.on('end', () => resolve(heard)));
          void executes(command, stdin).then((printed) => {
            stream.write(printed);
            stream.exit(0);
            stream.end();
          });
        });
      });
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
