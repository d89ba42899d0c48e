import {createCipheriv, createHash} from 'node:crypto';
import snmp from 'net-snmp';
import {TransportError} from '../connection.ts';
import {request, type Line, type Reply, type Wire} from './line.ts';
import type {Instance} from './pdu.ts';
import {getBulk, netSession, type Callback, type LibraryInstance} from './net-session.ts';
import {guardReports} from './reports.ts';
import {tame} from './socket.ts';
import type {SnmpLogin} from './types.ts';

type SecureLogin = Extract<SnmpLogin, {version: '3'}>;

const authProtocols = {
  md5: [snmp.AuthProtocols.md5, 'md5'],
  sha1: [snmp.AuthProtocols.sha, 'sha1'],
  sha224: [snmp.AuthProtocols.sha224, 'sha224'],
  sha256: [snmp.AuthProtocols.sha256, 'sha256'],
  sha384: [snmp.AuthProtocols.sha384, 'sha384'],
  sha512: [snmp.AuthProtocols.sha512, 'sha512'],
} as const;

/** Which the types of the library leave out. */
const {aes256r: aes256Reeder} = snmp.PrivProtocols as unknown as {readonly aes256r: snmp.PrivProtocols};

/**
 * AES-256 needs more key than SHA-1 and MD5 give; there are two ways to stretch it, and trying both would be two trials of
 * the key. Taken is Reeder's (draft-reeder-snmpv3-usm-3desede), as Cisco and those that follow it do; Blumenthal's
 * (draft-blumenthal-aes-usm, Net-SNMP's `AES-256`) gives the same key from SHA-256 on.
 */
const privProtocols = {des: snmp.PrivProtocols.des, aes128: snmp.PrivProtocols.aes, aes256: aes256Reeder} as const;

/** @throws TransportError where this machine's OpenSSL cannot do it. */
function checkAlgorithms({auth, priv}: SecureLogin): void {
  try {
    if (auth) createHash(authProtocols[auth.protocol][1]);
  } catch {
    throw new TransportError('no-common-algorithm', `OpenSSL here has no ${auth?.protocol}`);
  }
  if (priv?.protocol === 'aes192') throw new TransportError('no-common-algorithm', 'AES-192 is not supported');
  if (priv?.protocol !== 'des') return;
  try {
    createCipheriv('des-cbc', Buffer.alloc(8), Buffer.alloc(8));
  } catch {
    throw new TransportError('no-common-algorithm', 'OpenSSL 3 does no DES, which is broken: let the agent use AES');
  }
}

function userOf({user, auth, priv}: SecureLogin): snmp.User {
  if (auth === null) {
    if (priv !== null) throw new TransportError('unsupported', 'privacy without authentication');
    return {name: user, level: snmp.SecurityLevel.noAuthNoPriv};
  }
  const authPart = {authProtocol: authProtocols[auth.protocol][0], authKey: auth.key.reveal()};
  if (priv === null) return {name: user, level: snmp.SecurityLevel.authNoPriv, ...authPart};
  if (priv.protocol === 'aes192') throw new TransportError('no-common-algorithm', 'AES-192 is not supported');
  const privPart = {privProtocol: privProtocols[priv.protocol], privKey: priv.key.reveal()};
  return {name: user, level: snmp.SecurityLevel.authPriv, ...authPart, ...privPart};
}

const isOid = /^\d+(?:\.\d+)+$/;

function instanceOf({oid, type, value}: LibraryInstance): Instance {
  return {oid, tag: type, value};
}

/** What the library made of the answer. Its messages may hold secrets: only their kinds are looked at. */
function replyOf(line: Line, refused: () => void, error: Error | null, varbinds: Parameters<Callback>[1]): Reply {
  if (error === null) {
    const instances = (varbinds ?? []).flat().map(instanceOf);
    // The library's reader makes a name of anything.
    return instances.every(({oid}) => isOid.test(oid)) ? {kind: 'answer', status: 0, instances} : {kind: 'damaged'};
  }
  if (error.name === 'RequestTimedOutError') return {kind: 'silent'};
  if (error instanceof snmp.RequestFailedError) {
    const {status} = error as Error & {readonly status: number};
    return {kind: 'answer', status, instances: []};
  }
  const {code, info} = error as Error & {readonly code?: number; readonly info?: unknown};
  // With `info` it is an answer that cannot be authenticated, without it a report.
  if (code === snmp.ResponseInvalidCode.EAuthFailure && info === undefined) refused();
  line.rejected += 1;
  return {kind: 'damaged'};
}

/** SNMPv3 with the user security model through net-snmp. @throws TransportError */
export async function openSecure(line: Line, login: SecureLogin): Promise<Wire> {
  checkAlgorithms(login);
  const session = netSession(line, 3, userOf(login));
  const guard = guardReports(line, login);
  const close = await tame(session.dgram, line, {...guard, close: () => session.close()});
  const send = (start: (callback: Callback) => void): Promise<Reply> =>
    request(line, (settle) => {
      guard.begin();
      start((error, varbinds) => settle(replyOf(line, guard.refused, error, varbinds)));
    });
  return {
    get: (oids) =>
      send((callback) => {
        session.retries = line.limits.retries;
        session.get(oids, callback);
      }),
    next: (oid, repetitions) => send((callback) => getBulk(session, line, oid, repetitions, callback)),
    close,
  };
}
