import {TransportError, type Connection} from './connection.ts';
import {execOn, shellOn} from './ssh/channel.ts';
import {closeSessions, openHops, type SshHop, type SshOptions} from './ssh/hops.ts';

export {legacyAlgorithms} from './ssh/algorithms.ts';
export {loadKey} from './ssh/keys.ts';
export type {ResolvedCredential} from './ssh/auth.ts';
export type {SshHop, SshOptions} from './ssh/hops.ts';
export type {Timeouts} from './ssh/session.ts';

export interface SshTarget extends SshHop {
  /** Jump hosts, in the order they are passed; each is verified and logged in to with its own credential. */
  readonly jump: readonly SshHop[];
}

/**
 * Logs in to an SSH server. The host key of every hop must stand in `knownHosts`, and each secret is sent at most once.
 * @throws TransportError `unreachable`, `timeout`, `auth-failed`, `host-key-changed`, `host-key-unknown`,
 * `no-common-algorithm`, `permission-denied` (a jump host forwards nothing), or what the signal says.
 */
export async function connectSsh(target: SshTarget, options: SshOptions): Promise<Connection> {
  const {sessions, handshake} = await openHops([...target.jump, target], target.jump.length, options);
  const last = sessions.at(-1);
  if (last === undefined) throw new TransportError('unreachable', 'no server');
  const closed = new Promise<void>((resolve, reject) => {
    last.onFailure(() => void closeSessions(sessions).then(resolve, reject));
  });
  return {
    exec: (command, output) => execOn(last, command, output, options.timeouts.channelMs),
    shell: (output) => shellOn(last, output, options.timeouts.channelMs),
    close: () => last.close(),
    closed,
    handshake,
  };
}
