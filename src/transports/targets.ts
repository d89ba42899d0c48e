import type {Credential, JumpHost, SecretReference} from '../model/asset.ts';
import type {Endpoint} from '../model/plan.ts';
import {TransportError, type Secret} from './connection.ts';
import type {SnmpLogin} from './snmp.ts';
import {loadKey, type ResolvedCredential, type SshHop, type SshTarget} from './ssh.ts';

/** Secrets of a credential, read once before the first connection. */
export interface CredentialSecrets {
  readonly password: Secret | null;
  readonly key: Secret | null;
  readonly passphrase: Secret | null;
  /** Socket of the SSH agent; null when the credential does not use it. */
  readonly agentSocket: string | null;
  /** Community, or the keys of an SNMPv3 user; absent when the credential is not for SNMP. */
  readonly snmp?: {readonly community: Secret | null; readonly auth: Secret | null; readonly priv: Secret | null};
}

/** Password of a privileged mode, with the reference that names it. */
export interface EnableSecret extends Secret {
  readonly reference: SecretReference;
}

/** What the names in a plan stand for. */
export interface Names {
  readonly credentials: readonly Credential[];
  readonly jumpHosts: readonly JumpHost[];
  readonly secrets: ReadonlyMap<string, CredentialSecrets>;
  /** By reference. */
  readonly enableSecrets: ReadonlyMap<SecretReference, Secret>;
}

/** @throws TransportError `auth-failed` */
export function credentialNamed({credentials}: Names, name: string): Credential {
  const credential = credentials.find((candidate) => candidate.name === name);
  if (credential === undefined) throw new TransportError('auth-failed', `no credential ${name}`);
  return credential;
}

function resolved(names: Names, name: string): ResolvedCredential {
  const secrets = names.secrets.get(name);
  const {user} = credentialNamed(names, name);
  if (secrets === undefined || user === null) throw new TransportError('auth-failed', `credential ${name} has no user`);
  const key = secrets.key === null ? null : loadKey(secrets.key, secrets.passphrase);
  return {name, user, password: secrets.password, key, agentSocket: secrets.agentSocket};
}

export function hopsOf(names: Names, jump: readonly string[]): SshHop[] {
  return jump.map((name) => {
    const host = names.jumpHosts.find((candidate) => candidate.name === name);
    if (host === undefined) throw new TransportError('unreachable', `no jump host ${name}`);
    return {address: host.address, port: host.port, credential: resolved(names, host.credential), legacy: host.legacy};
  });
}

/** @throws TransportError when a name stands for nothing or a key cannot be read */
export function targetOf(names: Names, endpoint: Extract<Endpoint, {via: 'ssh'}>): SshTarget {
  const {address, port, legacy, credential, jump} = endpoint;
  return {address, port, legacy, credential: resolved(names, credential), jump: hopsOf(names, jump)};
}

/** True when a login with the credential sends its password: with a key, the password is there for sudo. */
export function logsInByPassword({password, key, agentSocket}: ResolvedCredential): boolean {
  return password !== null && key === null && agentSocket === null;
}

/** @throws TransportError `auth-failed` when it was not read */
export function enableSecret({enableSecrets}: Names, reference: SecretReference): EnableSecret {
  const secret = enableSecrets.get(reference);
  if (secret === undefined) throw new TransportError('auth-failed', `no secret ${reference}`);
  return {reference, reveal: () => secret.reveal()};
}

function needed(secret: Secret | null | undefined, name: string): Secret {
  if (secret === null || secret === undefined)
    throw new TransportError('auth-failed', `credential ${name} has no secret`);
  return secret;
}

/** @throws TransportError `auth-failed` when the credential is not for SNMP */
export function snmpLogin(names: Names, name: string): SnmpLogin {
  const {snmp} = credentialNamed(names, name);
  const secrets = names.secrets.get(name)?.snmp;
  if (snmp === null) throw new TransportError('auth-failed', `credential ${name} is not for SNMP`);
  if (snmp.version !== '3') return {version: snmp.version, community: needed(secrets?.community, name)};
  const {user, auth, priv} = snmp;
  return {
    version: '3',
    user,
    auth: auth === null ? null : {protocol: auth.protocol, key: needed(secrets?.auth, name)},
    priv: priv === null ? null : {protocol: priv.protocol, key: needed(secrets?.priv, name)},
  };
}
