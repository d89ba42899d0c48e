import {randomBytes} from 'node:crypto';
import {mkdirSync, readdirSync, renameSync, rmSync} from 'node:fs';
import {connect, createServer, type Server} from 'node:net';
import {join} from 'node:path';

const entryName = /^(?<pid>\d{1,10})-[0-9a-f]{8}$/;

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', reject);
    server.listen({path, exclusive: true}, () => resolve(server));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A holder too busy to answer still runs. */
async function isHeld(folder: string, name: string): Promise<boolean> {
  const pid = Number(entryName.exec(name)?.groups?.['pid'] ?? 0);
  return (await answers(join(folder, name))) || runs(pid);
}

async function othersHold(folder: string, own: string): Promise<boolean> {
  for (const name of readdirSync(folder)) {
    if (name === own || !entryName.test(name)) continue;
    if (await isHeld(folder, name)) return true;
    rmSync(join(folder, name), {force: true});
  }
  return false;
}

/**
 * A lock for systems without sockets that vanish with their process: a folder in which each taker puts a listening
 * socket of its own, and which is held by the one that finds no other alive in it. Of two takers at once the one that
 * looks later sees the other, so that never both hold it; it may be that neither does, and both must try again. No name
 * is used twice: what a killed process left can be removed by anybody at any time.
 * @returns how to let it go, or null
 */
export async function trySocketFolder(folder: string): Promise<(() => void) | null> {
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const own = `${process.pid}-${randomBytes(4).toString('hex')}`;
  // Seen by others only once it listens: a socket that does not answer is taken for a dead one.
  const server = await listen(join(folder, `.${own}`));
  renameSync(join(folder, `.${own}`), join(folder, own));
  const release = (): void => {
    rmSync(join(folder, own), {force: true});
    server.close();
  };
  if (!(await othersHold(folder, own))) return release;
  release();
  return null;
}
