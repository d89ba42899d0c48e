import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs';
import {isAnswerFile, isWindowsText} from '../index.ts';
import {badInput} from './basics.ts';
import {messages} from './messages.ts';

/** What a file is that is to be imported. */
export type Kind = 'form' | 'nmap' | 'answer-file' | 'terminal-log' | 'windows-text';

const lookedAt = 2048;

const packed: readonly (readonly number[])[] = [
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x50, 0x4b, 0x03, 0x04],
];

/** null: it is no file, or cannot be opened; who reads it tells why. */
function beginningOf(path: string): Buffer | null {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const bytes = Buffer.alloc(lookedAt);
      return fstatSync(file).isFile() ? bytes.subarray(0, readSync(file, bytes)) : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

/**
 * Tables, and what is written in place of them by mistake, are told by their names, as they look like any text; all else by what it
 * begins with.
 * @throws InputError for what is surely none of these
 */
export function kindOf(path: string): Kind {
  if (/\.(?:csv|tsv|xls[xmb]?|ya?ml|json)$/i.test(path)) return 'form';
  const beginning = beginningOf(path);
  if (beginning === null) return /\.xml$/i.test(path) ? 'nmap' : 'terminal-log';
  if (isAnswerFile(beginning)) return 'answer-file';
  if (packed.some((magic) => beginning.subarray(0, magic.length).equals(Buffer.from(magic))))
    throw badInput(path, messages('en').packed, messages('ja').packed);
  if (/^(?:\ufeff)?\s*</.test(beginning.toString()) || /\.xml$/i.test(path)) return 'nmap';
  const isWide = beginning[0] === 0xff && beginning[1] === 0xfe;
  if (beginning.includes(0) && !isWide) throw badInput(path, messages('en').noText, messages('ja').noText);
  return isWindowsText(beginning) ? 'windows-text' : 'terminal-log';
}
