import {randomBytes} from 'node:crypto';
import {appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {resolveSecret, type Secret} from './inventory/credentials.ts';
import {systemSecretDeps} from './inventory/secret-deps.ts';
import type {Credential, Inventory, SecretReference, SnmpCredential} from './model/asset.ts';
import {InputError} from './model/input-error.ts';
import type {Plan} from './model/plan.ts';
import type {CredentialSecrets} from './transports/index.ts';
import {runProgram} from './transports/program.ts';

/** Credentials that the plan's entries will use, jump hosts included. */
function usedCredentials(inventory: Inventory, plan: Plan): Credential[] {
  const names = new Set<string>();
  for (const {endpoint} of plan.entries) {
    if (endpoint.credential !== null) names.add(endpoint.credential);
    const jumps = endpoint.via === 'ssh' ? endpoint.jump : [];
    for (const {name, credential} of inventory.jumpHosts) if (jumps.includes(name)) names.add(credential);
  }
  return inventory.credentials.filter(({name}) => names.has(name));
}

function agentSocket({name, agent}: Credential): string | null {
  if (!agent) return null;
  const socket = process.env['SSH_AUTH_SOCK'];
  if (socket !== undefined && socket !== '') return socket;
  const message = {
    en: `credential ${name} wants the SSH agent, but SSH_AUTH_SOCK is not set: start ssh-agent and add the key`,
    ja: `認証情報${name}はSSHエージェントを使いますが、SSH_AUTH_SOCKが設定されていません。ssh-agentを起動し鍵を登録してください`,
  };
  throw new InputError([{file: 'SSH_AUTH_SOCK', line: null, column: null, message}]);
}

/**
 * Reads every secret that the plan will need, before the first connection.
 * @throws InputError naming the reference that does not work, never what it holds
 */
export async function loadSecrets(inventory: Inventory, plan: Plan): Promise<ReadonlyMap<string, CredentialSecrets>> {
  const deps = systemSecretDeps(runProgram);
  const read: Read = async (reference) => (reference === null ? null : resolveSecret(reference, deps));
  const loaded = new Map<string, CredentialSecrets>();
  for (const credential of usedCredentials(inventory, plan)) {
    loaded.set(credential.name, {
      password: await read(credential.password),
      key: await read(credential.key),
      passphrase: await read(credential.passphrase),
      agentSocket: agentSocket(credential),
      ...(credential.snmp === null ? {} : {snmp: await snmpSecrets(credential.snmp, read)}),
    });
  }
  return loaded;
}

type Read = (reference: SecretReference | null) => Promise<Secret | null>;

async function snmpSecrets(snmp: SnmpCredential, read: Read): Promise<NonNullable<CredentialSecrets['snmp']>> {
  if (snmp.version !== '3') return {community: await read(snmp.community), auth: null, priv: null};
  const {auth, priv} = snmp;
  return {community: null, auth: await read(auth?.key ?? null), priv: await read(priv?.key ?? null)};
}

/** Reads the passwords of privileged modes that the plan may send. @throws InputError */
export async function loadEnableSecrets(plan: Plan): Promise<ReadonlyMap<SecretReference, Secret>> {
  const deps = systemSecretDeps(runProgram);
  const references = plan.entries.flatMap(({endpoint}) =>
    endpoint.via === 'ssh' && endpoint.enable !== undefined ? [endpoint.enable] : [],
  );
  const loaded = new Map<SecretReference, Secret>();
  for (const reference of new Set(references)) loaded.set(reference, await resolveSecret(reference, deps));
  return loaded;
}

/** Folder of what belongs to the person who scans, not to a run: `$XDG_CONFIG_HOME/mizumori`. */
function configFolder(): string {
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'mizumori');
}

/** Key by which equal secrets are recognised in evidence without being told. Made at first use, kept outside of runs. */
export function siteKey(): Buffer {
  const path = join(configFolder(), 'site.key');
  if (existsSync(path)) return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  mkdirSync(configFolder(), {recursive: true, mode: 0o700});
  const key = randomBytes(32);
  writeFileSync(path, `${key.toString('hex')}\n`, {mode: 0o600, flag: 'wx'});
  return key;
}

const stoppedFile = 'stopped-credentials.txt';

/** Passwords that were refused in an earlier part of the run: names only. */
export function loadStoppedCredentials(folder: string): string[] {
  const path = join(folder, stoppedFile);
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}

export function rememberStopped(folder: string, key: string): void {
  appendFileSync(join(folder, stoppedFile), `${key}\n`, {mode: 0o600});
}
