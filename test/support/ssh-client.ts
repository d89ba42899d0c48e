import type {ExecutionContext} from 'ava';
import {TransportError, type Connection, type ExitStatus, type Secret} from '../../src/transports/connection.ts';
import {parseKnownHosts} from '../../src/transports/known-hosts.ts';
import {loadKey, type ResolvedCredential, type SshOptions, type SshTarget} from '../../src/transports/ssh.ts';

export const secret = (text: string): Secret => ({reveal: () => text});

export const timeouts = {
  connectMs: 2_000,
  handshakeMs: 5_000,
  authMs: 10_000,
  channelMs: 5_000,
  idleKeepAliveMs: 10_000,
};

const nothing = {name: 'test', password: null, key: null, agentSocket: null};

export function byPassword(user: string, password: string): ResolvedCredential {
  return {...nothing, user, password: secret(password)};
}

export function byKey(user: string, privateKey: string, passphrase: string | null = null): ResolvedCredential {
  return {...nothing, user, key: loadKey(secret(privateKey), passphrase === null ? null : secret(passphrase))};
}

export function byAgent(user: string, agentSocket: string): ResolvedCredential {
  return {...nothing, user, agentSocket};
}

export function target(
  server: {readonly address: string; readonly port: number},
  credential: ResolvedCredential,
  more: Partial<SshTarget> = {},
): SshTarget {
  return {address: server.address, port: server.port, credential, legacy: [], jump: [], ...more};
}

export function options(knownHosts: string, more: Partial<SshOptions> = {}): SshOptions {
  return {knownHosts: parseKnownHosts(knownHosts), timeouts, signal: new AbortController().signal, ...more};
}

export interface Ran extends ExitStatus {
  readonly stdout: string;
  readonly stderr: string;
}

export async function run(connection: Connection, command: string, stdin = ''): Promise<Ran> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const channel = await connection.exec(command, {
    stdout: (chunk) => out.push(chunk),
    stderr: (chunk) => err.push(chunk),
  });
  if (stdin !== '') channel.write(stdin);
  channel.end();
  const status = await channel.done;
  return {...status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString()};
}

export async function failure(t: ExecutionContext, promise: Promise<unknown>): Promise<TransportError> {
  return t.throwsAsync(promise, {instanceOf: TransportError});
}
