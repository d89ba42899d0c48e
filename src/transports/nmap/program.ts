import {constants} from 'node:fs';
import {access, readFile, stat} from 'node:fs/promises';
import {delimiter, isAbsolute, join} from 'node:path';
import {TransportError} from '../connection.ts';
import {runChild, type Ended} from './child.ts';

/** An nmap of this machine. */
export interface NmapProgram {
  readonly path: string;
  /** `7.93` */
  readonly version: string;
  /** Whether it could send raw packets, as half-open scans and guesses at operating systems do. No scan of ours lets it. */
  readonly privileged: boolean;
}

const longestMs = 5000;
const usual = ['/usr/local/bin', '/usr/bin', '/bin', '/opt/homebrew/bin', '/opt/local/bin'];
/** Bit of CAP_NET_RAW (capabilities(7)). */
const netRaw = 13n;
const setUserId = 0o4000;

async function ask(path: string, argv: readonly string[]): Promise<Ended | null> {
  try {
    return await runChild(path, argv, {ms: longestMs, bytes: 65_536}, new AbortController().signal);
  } catch (error) {
    if (error instanceof TransportError) return null;
    throw error;
  }
}

async function versionOf(path: string): Promise<string | null> {
  const ended = await ask(path, ['--version']);
  if (ended?.exitCode !== 0 || ended.stopped !== null) return null;
  return /^Nmap version (\d[\w.+-]{0,30})/m.exec(ended.stdout.toString('latin1'))?.[1] ?? null;
}

/** True where a set of capabilities in `/proc/<pid>/status` holds CAP_NET_RAW; null: there is no such set. */
export function holdsNetRaw(status: string, set: 'CapBnd' | 'CapAmb'): boolean | null {
  const bits = new RegExp(`^${set}:\\s*([0-9a-f]{1,16})$`, 'm').exec(status)?.[1];
  return bits === undefined ? null : ((BigInt(`0x${bits}`) >> netRaw) & 1n) === 1n;
}

/** Whether `getcap` says that a program is given CAP_NET_RAW: `/usr/bin/nmap cap_net_bind_service,cap_net_raw=eip`. */
export function grantsNetRaw(told: string): boolean {
  return /\bcap_net_raw\b[^\n=+]*[=+][eip]*p/.test(told);
}

async function isPrivileged(path: string): Promise<boolean> {
  const status = await readFile('/proc/self/status', 'latin1').catch(() => '');
  const {mode, uid} = await stat(path);
  if (process.geteuid?.() === 0 || (uid === 0 && (mode & setUserId) !== 0))
    return holdsNetRaw(status, 'CapBnd') ?? true;
  if (holdsNetRaw(status, 'CapAmb') === true) return true;
  const told = (await ask('/usr/sbin/getcap', [path])) ?? (await ask('/sbin/getcap', [path]));
  return grantsNetRaw(told?.stdout.toString('latin1') ?? '');
}

async function programAt(path: string): Promise<NmapProgram | null> {
  try {
    await access(path, constants.X_OK);
  } catch {
    return null;
  }
  const version = await versionOf(path);
  return version === null ? null : {path, version, privileged: await isPrivileged(path)};
}

function searched(): string[] {
  return [...(process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute), ...usual];
}

/**
 * The first nmap in some folders, by default those of the search path and where it is usually installed; null: there is none.
 * What does not answer with its version within five seconds is none.
 */
export async function findNmap(folders: readonly string[] = searched()): Promise<NmapProgram | null> {
  for (const folder of new Set(folders)) {
    const program = await programAt(join(folder, 'nmap'));
    if (program !== null) return program;
  }
  return null;
}
