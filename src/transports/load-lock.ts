import {createServer, type Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {sha256Hex} from '../model/digest.ts';

/** A name that the kernel gives to one process at a time and takes back when that process ends, however it ends. */
function lockAddress(name: string): string {
  const digest = sha256Hex(name).slice(0, 32);
  if (process.platform === 'linux') return `\0mizumori-${digest}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\mizumori-${digest}`;
  return join(tmpdir(), `mizumori-${digest}.sock`);
}

function tryListen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen({path: address, exclusive: true}, () => resolve(server));
  });
}

/**
 * Waits until no other conversation on this machine, of this process or another, holds the name.
 * @returns how to let it go. @throws the signal's reason when it aborts first.
 */
export async function acquireLock(name: string, signal: AbortSignal): Promise<() => void> {
  const address = lockAddress(name);
  for (;;) {
    signal.throwIfAborted();
    const server = await tryListen(address);
    if (server) return () => void server.close();
    await delay(100, undefined, {signal});
  }
}
