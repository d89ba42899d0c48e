import {closeSync, constants, openSync, readSync} from 'node:fs';
import {answerForms, type AnswerForm} from '../kit.ts';

const lookedAt = 4_096;

/** Text as an editor of Windows may have stored it: UTF-16, or UTF-8 with a byte-order mark. Latin-1, so that no byte is lost. */
export function plainText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  const text = bytes.toString('latin1');
  return text.startsWith('\u00ef\u00bb\u00bf') ? text.slice(3) : text;
}

/** Whether a file begins as an answer file does. */
export function isAnswerFile(beginning: Buffer): boolean {
  return plainText(beginning).startsWith('MIZUMORI-KIT ');
}

/** In which form answers stand in a file, by its beginning; `shell` where it does not tell. @throws what the file system says */
export function answerForm(path: string): AnswerForm {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const bytes = Buffer.alloc(lookedAt);
    const text = plainText(bytes.subarray(0, readSync(file, bytes)));
    const told = /^MIZUMORI-KIT \d{1,4}\r*\nform (?<form>[a-z]{1,20})\r*\n/.exec(text)?.groups?.['form'];
    return answerForms.find((form) => form === told) ?? 'shell';
  } finally {
    closeSync(file);
  }
}
