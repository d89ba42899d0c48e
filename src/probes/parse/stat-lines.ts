import {modeBits, type ModeBits} from './octal-mode.ts';

/** One line `drwxr-xr-x 755 0 0 PATH`, of stat(1) or find(1). */
export interface StatLine extends ModeBits {
  readonly path: string;
  readonly type: 'file' | 'folder' | 'device' | 'other';
  readonly uid: number;
  readonly gid: number;
}

const line = /^([-bcdlps])\S{9,11} ([0-7]{1,5}) (\d{1,10}) (\d{1,10}) (\/.*)$/;

function typeOf(letter: string | undefined): StatLine['type'] {
  if (letter === '-') return 'file';
  if (letter === 'd') return 'folder';
  return letter === 'b' || letter === 'c' ? 'device' : 'other';
}

/** null for anything else. */
export function statLine(text: string): StatLine | null {
  const [, letter, octal = '', uid = '', gid = '', path = ''] = line.exec(text) ?? [];
  const bits = modeBits(octal);
  if (bits === null) return null;
  return {...bits, path, type: typeOf(letter), uid: Number(uid), gid: Number(gid)};
}
