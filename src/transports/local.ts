import {spawn, type ChildProcess} from 'node:child_process';
import {TransportError, type Channel, type Connection, type ExitStatus, type Output} from './connection.ts';
import {cleanEnvironment} from './environment.ts';

function killGroup({pid}: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

function channelOf(child: ChildProcess, output: Output): Channel {
  const {stdin, stdout, stderr} = child;
  let open = true;
  let settle: (status: ExitStatus) => void = () => undefined;
  const done = new Promise<ExitStatus>((resolve) => {
    settle = (status) => {
      open = false;
      resolve(status);
    };
  });
  stdout?.on('data', (chunk: Buffer) => open && output.stdout(chunk));
  stderr?.on('data', (chunk: Buffer) => open && output.stderr(chunk));
  // A command that does not read its stdin closes the pipe: no failure of ours.
  stdin?.on('error', () => undefined);
  child.on('close', (exitCode, signal) => settle({exitCode, signal}));
  const kill = (): void => {
    if (!open) return;
    killGroup(child);
    [stdin, stdout, stderr].forEach((stream) => stream?.destroy());
    settle({exitCode: null, signal: null});
  };
  return {write: (data) => open && stdin?.write(data), end: () => open && stdin?.end(), kill, done};
}

function start(command: string, output: Output, running: Map<Channel, Promise<void>>): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', command], {detached: true, cwd: '/', env: cleanEnvironment(), stdio: 'pipe'});
    child.on('error', (error) => {
      const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
      reject(new TransportError('unsupported', `/bin/sh does not start: ${code}`));
    });
    child.on('spawn', () => {
      const channel = channelOf(child, output);
      const exited = new Promise<void>((onExit) => child.once('exit', () => onExit()));
      running.set(channel, exited);
      void Promise.all([channel.done, exited]).then(() => running.delete(channel));
      resolve(channel);
    });
  });
}

/**
 * This machine, each command in a process group of its own that is killed as a whole. `done` waits for every process
 * that holds the command's output, so a command should leave none behind.
 */
export function connectLocal(): Connection {
  const running = new Map<Channel, Promise<void>>();
  let open = true;
  let onClosed: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (onClosed = resolve));
  const close = (): void => {
    open = false;
    for (const channel of running.keys()) channel.kill();
    void Promise.all(running.values()).then(() => onClosed());
  };
  const exec = (command: string, output: Output): Promise<Channel> =>
    open ? start(command, output, running) : Promise.reject(new TransportError('stopped', 'closed here'));
  const shell = (): Promise<Channel> =>
    Promise.reject(new TransportError('unsupported', 'no interactive shell on this machine'));
  return {exec, shell, close, closed, handshake: null};
}
