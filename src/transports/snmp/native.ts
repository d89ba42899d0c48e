import type {Socket} from 'node:dgram';
import snmp from 'snmp-native';
import {answersFor, communityBytes, versionNumbers} from './community.ts';
import {request, type Line, type Wire} from './line.ts';
import {tame} from './socket.ts';
import type {SnmpLogin} from './types.ts';

/** SNMPv1 and v2c through snmp-native; `get` takes at most 16 names, its most in one packet, `next` takes one step, whatever is asked for. */
export async function openNative(line: Line, login: Extract<SnmpLogin, {version: '1' | '2c'}>): Promise<Wire> {
  const community = login.community.reveal();
  const bytes = communityBytes(community);
  const version = versionNumbers[login.version];
  const {remote, limits} = line;
  const timeouts = Array.from({length: limits.retries + 1}, () => limits.timeoutMs);
  // The library writes the community into the options it is given: they are never shown.
  const options = {
    host: remote.address,
    port: remote.port,
    family: `udp${remote.family}`,
    community,
    version,
    timeouts,
  };
  const session = new snmp.Session(options as snmp.SessionOptions);
  const answers = answersFor(version, bytes);
  const {socket} = session as unknown as {readonly socket: Socket};
  const close = await tame(socket, line, {
    onDatagram: answers.onDatagram,
    onSend: () => undefined,
    close: () => session.close(),
  });
  return {
    get: (oids) =>
      request(line, (settle) => {
        const asked = {oids: oids.map((oid) => `.${oid}`), abortOnError: true};
        session.getAll(asked, () => settle(answers.current()));
      }),
    next: (oid) => request(line, (settle) => session.getNext({oid: `.${oid}`}, () => settle(answers.current()))),
    close,
  };
}
