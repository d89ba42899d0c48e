import {randomBytes} from 'node:crypto';
import {appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {resolveSecret, SecretError, type Secret} from './inventory/credentials.ts';
import type {LoadedInventory} from './inventory/load.ts';
import {systemSecretDeps} from './inventory/secret-deps.ts';
import type {Credential, Inventory, SecretReference, SnmpCredential} from './model/asset.ts';
import {InputError, type Problem} from './model/input-error.ts';
import type {Plan} from './model/plan.ts';
import type {Bilingual} from './model/text.ts';
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

type Place = Pick<Problem, 'file' | 'line' | 'column'>;

/** Reads a secret; where it cannot be had, the place that names it and whose it is are told. @throws SecretError */
async function readSecret(reference: SecretReference, whose: Bilingual, place: Place | undefined): Promise<Secret> {
  try {
    return await resolveSecret(reference, systemSecretDeps(runProgram));
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    const told = error.problems.map(({file: where, line, column, message}) => ({
      ...(place === undefined
        ? {file: where, line, column}
        : {file: place.file, line: place.line, column: place.column}),
      message: {en: `${whose.en}: ${where}: ${message.en}`, ja: `${whose.ja}: ${where}: ${message.ja}`},
    }));
    throw new SecretError(told);
  }
}

/**
 * Reads every secret that the plan will need, before the first connection.
 * @throws InputError naming the credential and the reference that does not work, never what it holds
 */
export async function loadSecrets(
  {inventory, credentialPlaces}: LoadedInventory,
  plan: Plan,
): Promise<ReadonlyMap<string, CredentialSecrets>> {
  const loaded = new Map<string, CredentialSecrets>();
  for (const credential of usedCredentials(inventory, plan)) {
    const {name, snmp} = credential;
    const whose = {en: `credential ${name}`, ja: `認証情報${name}`};
    const read: Read = async (reference, field) =>
      reference === null ? null : readSecret(reference, whose, credentialPlaces.get(name)?.get(field));
    loaded.set(name, {
      password: await read(credential.password, 'password'),
      key: await read(credential.key, 'key'),
      passphrase: await read(credential.passphrase, 'passphrase'),
      agentSocket: agentSocket(credential),
      ...(snmp === null ? {} : {snmp: await snmpSecrets(snmp, read)}),
    });
  }
  return loaded;
}

type Read = (reference: SecretReference | null, field: string) => Promise<Secret | null>;

async function snmpSecrets(snmp: SnmpCredential, read: Read): Promise<NonNullable<CredentialSecrets['snmp']>> {
  if (snmp.version !== '3') return {community: await read(snmp.community, 'snmp.community'), auth: null, priv: null};
  const {auth, priv} = snmp;
  return {
    community: null,
    auth: await read(auth?.key ?? null, 'snmp.auth.key'),
    priv: await read(priv?.key ?? null, 'snmp.priv.key'),
  };
}

/** Where the access of an asset names the password of its privileged mode. */
function enablePlace({origins}: LoadedInventory, asset: string, reference: SecretReference): Place | undefined {
  const fields = [...(origins.get(asset) ?? [])];
  const origin = fields.find(([field, {value}]) => field.endsWith('.enable') && value === reference)?.[1];
  return origin === undefined || origin.file === null ? undefined : {...origin, file: origin.file};
}

/** Reads the passwords of privileged modes that the plan may send. @throws InputError naming an asset that wants it */
export async function loadEnableSecrets(
  inventory: LoadedInventory,
  plan: Plan,
): Promise<ReadonlyMap<SecretReference, Secret>> {
  const loaded = new Map<SecretReference, Secret>();
  for (const {asset, endpoint} of plan.entries) {
    if (endpoint.via !== 'ssh' || endpoint.enable === undefined || loaded.has(endpoint.enable)) continue;
    const {enable} = endpoint;
    const whose = {en: `enable of ${asset}`, ja: `${asset}のenable`};
    loaded.set(enable, await readSecret(enable, whose, enablePlace(inventory, asset, enable)));
  }
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
