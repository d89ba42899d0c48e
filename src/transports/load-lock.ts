import {createServer, type Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {sha256Hex} from '../model/digest.ts';
import {trySocketFolder} from './socket-folder-lock.ts';

/** A name that the kernel gives to one process at a time and takes back when that process ends; null: there is none. */
function kernelName(name: string): string | null {
  const digest = sha256Hex(name).slice(0, 32);
  if (process.platform === 'linux') return `\0mizumori-${digest}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\mizumori-${digest}` : null;
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
 * Takes the name if nobody on this machine, this process or another, holds it. However its holder ends, the name is
 * free then. @returns how to let it go, or null
 */
export async function tryLock(name: string): Promise<(() => void) | null> {
  const address = kernelName(name);
  // The path of a socket is at most 104 characters long in some systems: half of that is their temporary folder.
  if (address === null) return trySocketFolder(join(tmpdir(), `mz-${sha256Hex(name).slice(0, 16)}`));
  const server = await tryListen(address);
  return server === null ? null : () => void server.close();
}

/**
 * Waits until nobody on this machine holds the name; `check` is called before every try, and ends the wait by throwing.
 * @returns how to let it go. @throws the signal's reason when it aborts first, or what `check` throws.
 */
export async function acquireLock(name: string, signal: AbortSignal, check: () => void): Promise<() => void> {
  for (;;) {
    signal.throwIfAborted();
    check();
    const release = await tryLock(name);
    if (release) return release;
    await delay(100, undefined, {signal});
  }
}
