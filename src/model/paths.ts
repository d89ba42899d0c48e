import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json not found above the program');
  return findRoot(parent);
}

/** Folder that holds package.json, checks/ and reports/, with no slash at its end. */
export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)));
