import type {FileText} from '../../model/probe.ts';
import {baseName} from './base-name.ts';

const folders = ['/etc/', '/run/', '/usr/local/lib/', '/usr/lib/', '/lib/', '/usr/etc/'];

function rankOf(path: string): number {
  return folders.findIndex((folder) => path.startsWith(folder));
}

/** Drop-ins in the order they are applied; a file hides those of its name in later folders. */
export function dropIns(files: readonly FileText[]): FileText[] {
  const byName = new Map<string, FileText>();
  for (const file of [...files].sort((a, b) => rankOf(b.path) - rankOf(a.path))) byName.set(baseName(file.path), file);
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
}
