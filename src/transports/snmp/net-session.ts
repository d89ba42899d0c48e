import type {Socket} from 'node:dgram';
import snmp from 'net-snmp';
import type {Line} from './line.ts';
import type {Instance} from './pdu.ts';

export interface LibraryInstance {
  readonly oid: string;
  readonly type: number;
  readonly value: Instance['value'];
}

/** Bulk: one list for each name that was asked. */
export type Callback = (
  error: Error | null,
  varbinds?: readonly (LibraryInstance | readonly LibraryInstance[])[],
) => void;

/** A session of net-snmp with the parts that its types leave out. */
export interface Session {
  readonly dgram: Socket;
  retries: number;
  get(oids: readonly string[], callback: Callback): void;
  close(): void;
  getBulk(oids: readonly string[], nonRepeaters: number, maxRepetitions: number, callback: Callback): void;
}

/** `authenticator`: a community, or a user. */
export function netSession({remote, limits}: Line, version: 1 | 3, authenticator: string | snmp.User): Session {
  const transport = remote.family === 6 ? 'udp6' : 'udp4';
  const options = {version, port: remote.port, transport, retries: limits.retries, timeout: limits.timeoutMs};
  const session = new snmp.Session(remote.address, authenticator as never, options as never);
  // It emits an error for each datagram that it cannot read, and throws when nobody listens.
  (session as unknown as NodeJS.EventEmitter).on('error', () => undefined);
  return session as unknown as Session;
}

export function getBulk(session: Session, {limits}: Line, oid: string, repetitions: number, callback: Callback): void {
  // Where an agent may not manage it, a smaller request is the better second try.
  session.retries = repetitions > 1 ? Math.min(1, limits.retries) : limits.retries;
  session.getBulk([oid], 0, repetitions, callback);
}
