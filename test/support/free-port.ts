import {randomInt} from 'node:crypto';
import {createServer} from 'node:net';

/** Below what connections of their own accord begin from, and without ports of control protocols. */
const [from, to] = [21_000, 32_000] as const;

function canListen(address: string, port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, address, () => server.close(() => resolve(true)));
  });
}

/** A port of an address at which nobody listens. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(from, to);
    if (await canListen(address, port)) return port;
  }
  throw new Error(`no free port at ${address}`);
}

/** The first address from 127.0.`third`.1 on where nobody listens at a port. */
export async function freeAddress(third: number, port: number): Promise<string> {
  for (let last = 1; last < 255; last += 1) {
    const address = `127.0.${third}.${last}`;
    if (await canListen(address, port)) return address;
  }
  throw new Error(`port ${port} is taken at every address`);
}
