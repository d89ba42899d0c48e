import {createHash} from 'node:crypto';
import {lstatSync, readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';

export type Snapshot = ReadonlyMap<string, string>;

/** Everything below a folder: kind, mode, owner, time of change, content. What the kernel makes up is left out. */
export function snapshot(root: string, below = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(join(root, below))) {
    const path = `${below}/${name}`;
    if (['/proc', '/sys', '/dev'].includes(path)) continue;
    const file = join(root, path);
    const {mode, uid, gid, mtimeMs, size} = lstatSync(file);
    const common = `${mode.toString(8)} ${uid}:${gid} ${mtimeMs}`;
    if ((mode & 0o170000) === 0o040000) {
      found.set(path, common);
      for (const [inner, state] of snapshot(root, path)) found.set(inner, state);
    } else if ((mode & 0o170000) === 0o120000) found.set(path, `${common} ${readlinkSync(file)}`);
    else if ((mode & 0o170000) !== 0o100000) found.set(path, common);
    else found.set(path, `${common} ${size} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`);
  }
  return found;
}

/** Paths at which two of them differ, sorted. */
export function difference(before: Snapshot, after: Snapshot): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}
