import type ssh2 from 'ssh2';
import type {Connection} from '../../src/transports/connection.ts';
import {serveSsh, type SshDevice} from './ssh-device.ts';

/** What a made-up device has to do with its terminal. */
export interface Terminal {
  /** Text goes out as UTF-8, as soon as it is written. */
  readonly print: (data: string | Buffer) => void;
  /** Closes the session from the device's side. */
  readonly close: () => void;
  /** True when the other end is gone. */
  readonly closed: () => boolean;
}

/** A device: it is given its terminal, and what is typed as it comes. */
export type Device = (terminal: Terminal) => (typed: string) => void;

export interface Plugged {
  readonly connection: Connection;
  /** All that was typed. */
  readonly typed: () => string;
  readonly killed: () => boolean;
}

const unused = (): Promise<never> => Promise.reject(new Error('not used'));

/** A connection with a device at its end and no network in between. */
export function plug(device: Device): Plugged {
  let typed = '';
  let killed = false;
  let open = true;
  const connection: Connection = {
    exec: unused,
    shell: (output) => {
      let settle: () => void = () => undefined;
      const done = new Promise<void>((resolve) => (settle = resolve));
      const end = (): void => {
        open = false;
        settle();
      };
      const print = (data: string | Buffer): void => {
        if (open) output.stdout(Buffer.from(data));
      };
      const hear = device({
        print: (data) => setImmediate(print, data),
        close: () => setImmediate(end),
        closed: () => !open,
      });
      return Promise.resolve({
        write: (data) => {
          if (!open) return;
          typed += data.toString();
          setImmediate(() => open && hear(data.toString()));
        },
        end: () => undefined,
        kill: () => {
          killed = true;
          end();
        },
        done: done.then(() => ({exitCode: null, signal: null})),
      });
    },
    close: () => undefined,
    closed: Promise.resolve(),
    handshake: null,
  };
  return {connection, typed: () => typed, killed: () => killed};
}

/** What a device prints for a line that was typed; null: it closes the session. */
export type Replies = (line: string) => string | Buffer | null;

const echoed = (key: string): string => (key === '\r' ? '\r\n' : key);

/** Hands over what is typed line by line, and echoes it as a terminal does. `key`: keys that are taken at once. */
export function lineReader(
  terminal: Terminal,
  reply: Replies,
  options: {readonly echo?: (key: string) => string; readonly key?: (key: string) => boolean} = {},
): (typed: string) => void {
  const {echo = echoed, key: take = () => false} = options;
  let line = '';
  const enter = (): void => {
    const printed = reply(line);
    line = '';
    if (printed === null) terminal.close();
    else terminal.print(printed);
  };
  return (typed) => {
    for (const key of typed) {
      if (take(key)) continue;
      terminal.print(echo(key));
      if (key === '\r' || key === '\n') enter();
      else line += key;
    }
  };
}

/** A device that shows a prompt, and for each command what `answers` has; `null` closes the session. */
export function simpleDevice(prompt: string, answers: Readonly<Record<string, string | null>>, greeting = ''): Device {
  return (terminal) => {
    terminal.print(`${greeting}${prompt}`);
    return lineReader(terminal, (line) => {
      const answer = answers[line.trim()];
      return answer === null ? null : `${answer ?? '% Unknown command\r\n'}${prompt}`;
    });
  };
}

function attach(stream: ssh2.ServerChannel, device: Device): void {
  let open = true;
  stream.on('error', () => undefined);
  stream.on('close', () => {
    open = false;
  });
  const close = (): void => {
    if (!open) return;
    stream.exit(0);
    stream.end();
  };
  const print = (data: string | Buffer): void => {
    if (open) stream.write(data);
  };
  const hear = device({print, close, closed: () => !open});
  stream.on('data', (data: Buffer) => hear(data.toString()));
}

/** A device behind a real SSH server on a loopback port, which lets everybody in. null: it gives nobody a shell. */
export function startSshDevice(device: Device | null): Promise<SshDevice> {
  return serveSsh((session) => {
    session
      .on('pty', (agree) => agree())
      .on('shell', (agree, refuse) => {
        if (device) attach(agree(), device);
        else refuse();
      });
  });
}
