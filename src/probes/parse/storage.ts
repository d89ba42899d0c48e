import {integer, words} from './config-text.ts';

export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: readonly string[];
  /** `major:minor` of the device. */
  readonly device: string;
}

export interface BlockDevice {
  readonly name: string;
  readonly device: string;
  /** Device-mapper uuid (`CRYPT-LUKS2-…`, `LVM-…`); null for other devices. */
  readonly uuid: string | null;
  readonly mapperName: string | null;
  /** Devices below: slaves, or the disk of a partition. */
  readonly below: readonly string[];
}

/** Lines of the parts of the `storage` answer by their heads; of parts of one name the first. */
export function storageParts(text: string): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const line of text.split('\n')) {
    if (line.startsWith('== ')) {
      const name = line.slice(3);
      current = parts.has(name) ? null : [];
      if (current !== null) parts.set(name, current);
    } else if (line !== '') current?.push(line);
  }
  return parts;
}

/** Lines of one part of the `storage` answer, without its head; null when there is no such part. */
export function storagePart(text: string, name: string): readonly string[] | null {
  return storageParts(text).get(name) ?? null;
}

/** False when the command died on its way. */
export function storageEnded(text: string): boolean {
  return text === '== end' || text.endsWith('\n== end');
}

/** `\040` and the like, as the kernel writes white space in names. */
export function unescaped(name: string): string {
  return name.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** One line of /proc/self/mountinfo; null when it is none. proc_pid_mountinfo(5) */
function mountOf(line: string): Mount | null {
  const [before = '', after = ''] = line.split(' - ', 2);
  const [, , device, , target, options] = before.split(' ');
  const [type, source, superOptions] = after.split(' ');
  if (
    device === undefined ||
    target === undefined ||
    options === undefined ||
    type === undefined ||
    source === undefined
  )
    return null;
  const all = [...options.split(','), ...(superOptions ?? '').split(',')].filter((option) => option !== '');
  return {device, source: unescaped(source), target: unescaped(target), type, options: [...new Set(all)]};
}

/** Mounts in order; a later one on the same target hides the earlier. `complete` is false for lines not understood. */
export function readMounts(lines: readonly string[]): {readonly mounts: readonly Mount[]; readonly complete: boolean} {
  const mounts = lines.map(mountOf);
  const byTarget = new Map(mounts.filter((mount) => mount !== null).map((mount) => [mount.target, mount]));
  return {mounts: [...byTarget.values()], complete: mounts.every((mount) => mount !== null)};
}

const orNull = (word: string | undefined): string | null => (word === undefined || word === '-' ? null : word);

export function readBlocks(lines: readonly string[]): BlockDevice[] {
  return lines.flatMap((line): BlockDevice[] => {
    const [name, device, uuid, mapperName, parent, ...slaves] = line.split(' ');
    if (name === undefined || device === undefined) return [];
    const below = parent === undefined || parent === '-' ? slaves : [parent];
    return [{name, device, uuid: orNull(uuid), mapperName: orNull(mapperName), below}];
  });
}

/** True for dm-crypt; verity and integrity of cryptsetup only guard against change. */
function isCrypt(uuid: string | null): boolean {
  return uuid !== null && /^CRYPT-(?!VERITY-|INTEGRITY-)/.test(uuid);
}

/** Names of the devices that are encrypted by dm-crypt, or rest only on such devices. */
export function encryptedNames(all: readonly BlockDevice[]): ReadonlySet<string> {
  const names = new Set(all.filter(({uuid}) => isCrypt(uuid)).map(({name}) => name));
  // A stack is a few layers deep: crypt, RAID, volume group, volume, snapshot.
  for (let layer = 0; layer < 8; layer += 1) {
    for (const {name, below} of all) if (below.length > 0 && below.every((one) => names.has(one))) names.add(name);
  }
  return names;
}

/** The block device that a source path or a device number names; null when there is none. */
export function deviceOf(source: string, number: string | null, all: readonly BlockDevice[]): BlockDevice | null {
  const name = source.replace(/^\/dev\/(?:mapper\/)?/, '');
  const byNumber = number === null || number.startsWith('0:') ? undefined : all.find((one) => one.device === number);
  return byNumber ?? all.find((one) => one.name === name || one.mapperName === name) ?? null;
}

export interface FileSystemUse {
  readonly source: string;
  readonly target: string;
  readonly sizeKb: number;
  readonly freeKb: number;
  readonly usedPercent: number;
}

/** `df -P -k`; null for a line that is not understood. */
export function readUse(line: string): FileSystemUse | null {
  const all = words(line);
  const at = all.findIndex((word) => /^\d{1,3}%$/.test(word));
  const [size, used, free] = all.slice(Math.max(at - 3, 0), Math.max(at, 0)).map(integer);
  const target = all.slice(at + 1).join(' ');
  if (at < 4 || size == null || used == null || free == null || !target.startsWith('/')) return null;
  return {
    source: all.slice(0, at - 3).join(' '),
    target,
    sizeKb: size,
    freeKb: free,
    usedPercent: Number(all[at]?.slice(0, -1)),
  };
}

/** File systems named by fstab(5). */
export function fstabEntries(text: string): Omit<Mount, 'device'>[] {
  return text.split('\n').flatMap((line) => {
    const [source, target, type, options] = words(line);
    if (source === undefined || source.startsWith('#') || target === undefined || type === undefined) return [];
    return [{source: unescaped(source), target: unescaped(target), type, options: (options ?? 'defaults').split(',')}];
  });
}
