import {createHash} from 'node:crypto';
import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs';
import {refusal} from './refusal.ts';

/** Longest file that answers are taken from: twice what a kit writes at most. */
export const longestFile = 67_108_864;

const pieceBytes = 1_048_576;

export interface Digested {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Hands out a file piece by piece; a piece is valid until the next one. Its size is looked at before, and bounded while it is read.
 * @throws Refusal for what is no file, or too long; what the file system says
 */
export function readPieces(path: string, onPiece: (piece: Buffer) => void, longest = longestFile): Digested {
  // What is no file, such as a pipe, must not be waited for.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw refusal('is no file', 'はファイルではありません');
    if (status.size > longest) throw tooLong(longest);
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(pieceBytes);
    let bytes = 0;
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) {
      bytes += size;
      if (bytes > longest) throw tooLong(longest);
      const piece = buffer.subarray(0, size);
      hash.update(piece);
      onPiece(piece);
    }
    return {sha256: hash.digest('hex'), bytes};
  } finally {
    closeSync(file);
  }
}

function tooLong(longest: number): Error {
  const megabytes = longest / 1_048_576;
  return refusal(
    `is larger than ${megabytes} MB: no kit and no device says as much`,
    `が${megabytes}MBを超えています。キットや機器の出力ではありません`,
  );
}
