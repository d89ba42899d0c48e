import {baseName} from './base-name.ts';
import {plainLines, words} from './config-text.ts';
import {soughtFiles, type Seen} from './included.ts';
import type {Reading} from './reading.ts';

const mains = ['/etc/chrony/chrony.conf', '/etc/chrony.conf'];
const parts = [
  '/etc/chrony/conf.d/*.conf',
  '/etc/chrony/sources.d/*.sources',
  '/etc/chrony.d/*.conf',
  '/usr/etc/chrony.d/*.conf',
  '/run/chrony-dhcp/*.sources',
];
/** Read where the administrator has written none. */
const vendor = '/usr/etc/chrony.conf';
export const chronyFiles: readonly string[] = [...mains, vendor, ...parts];

const deepest = 8;
/** More files than these are not followed: some may include each other. */
const most = 200;

/** Patterns that a line goes on with; null for a line that does not. */
function namedBy(line: string): string[] | null {
  const [word = '', ...named] = words(line);
  const within = (ending: string): string[] => named.map((folder) => `${folder.replace(/\/+$/, '')}/*.${ending}`);
  switch (word.toLowerCase()) {
    case 'include':
      return named;
    case 'confdir':
      return within('conf');
    case 'sourcedir':
      return within('sources');
    default:
      return null;
  }
}

interface Walk {
  readonly seen: Seen;
  readonly texts: string[];
  whole: boolean;
}

/** Of files of one name in folders of one line, the first counts. */
function filesOf(patterns: readonly string[], walk: Walk): string[] {
  const byName = new Map<string, string>();
  for (const pattern of patterns) {
    const found = soughtFiles(walk.seen, pattern);
    if (found === null) walk.whole = false;
    for (const path of found ?? []) if (!byName.has(baseName(path))) byName.set(baseName(path), path);
  }
  return [...byName.values()];
}

function follow(text: string, walk: Walk, depth: number): void {
  if (depth > deepest || walk.texts.length >= most) {
    walk.whole = false;
    return;
  }
  walk.texts.push(text);
  for (const line of plainLines(text, '#%;!')) {
    for (const path of filesOf(namedBy(line) ?? [], walk)) follow(walk.seen.files.get(path) ?? '', walk, depth + 1);
  }
}

/** Texts that chronyd goes by, from its main file on: chrony.conf(5). In doubt where it goes on in files that are not read. */
export function chronyTexts(read: Reading): readonly string[] {
  const present = mains.map((path) => read.file(path)).filter((file) => file !== null);
  const files = new Map([...present, ...read.files(...parts)].map(({path, text}) => [path, text]));
  const walk: Walk = {seen: {files, patterns: parts}, texts: [], whole: present.length < 2};
  const main = present[0] ?? read.file(vendor);
  if (main !== null) follow(main.text, walk, 0);
  if (!walk.whole) read.doubt();
  return walk.texts;
}
