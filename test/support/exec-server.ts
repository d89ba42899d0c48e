import {serveSsh, type SshDevice} from './ssh-device.ts';

/** What a host prints for a command; `stdin`: all that comes on its stdin, once it has ended. */
export type Executes = (command: string, stdin: Promise<string>) => Promise<string>;

/** A host behind an SSH server that calls itself `ident`, on a loopback port; it lets everybody in, and runs commands alone. */
export function startExecServer(ident: string, executes: Executes): Promise<SshDevice> {
  return serveSsh((session) => {
    session.on('exec', (agree, _refuse, {command}) => {
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
  }, ident);
}
