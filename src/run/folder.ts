import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import {dirname, join} from 'node:path';

/** Makes a folder that its owner alone can enter. @throws when it exists already. */
export function createRunFolder(path: string): void {
  mkdirSync(dirname(path), {recursive: true});
  mkdirSync(path, {mode: 0o700});
  mkdirSync(join(path, 'evidence'), {mode: 0o700});
}

/** Writes all of a text or of bytes: the system may take it in parts. */
function writeAll(file: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

/** Bytes that are gathered before they go to a file: a call to the system costs more than what it writes. */
const gathered = 65_536;

/** Content of an open file that comes in many pieces. What was written last is in the file after `flush`. */
export class Pieces {
  readonly #file: number;
  readonly #bytes = Buffer.allocUnsafe(gathered);
  #length = 0;

  constructor(file: number) {
    this.#file = file;
  }

  write(piece: string | Uint8Array): void {
    // A UTF-16 code unit takes at most three bytes.
    const most = typeof piece === 'string' ? piece.length * 3 : piece.length;
    if (most > gathered - this.#length) this.flush();
    if (most > gathered) writeAll(this.#file, piece);
    else if (typeof piece === 'string') this.#length += this.#bytes.write(piece, this.#length);
    else {
      this.#bytes.set(piece, this.#length);
      this.#length += piece.length;
    }
  }

  flush(): void {
    writeAll(this.#file, this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }
}

/** An error of the system tells the file that it was about, also where that was written to by descriptor. */
export function naming(path: string, error: unknown): unknown {
  if (error instanceof Error && 'syscall' in error && !('path' in error)) Object.assign(error, {path});
  return error;
}

/** What came of a file that could not be written whole is taken away: it may be what fills the disk. */
export function abandon(path: string, error: unknown): unknown {
  rmSync(`${path}.part`, {force: true});
  return naming(path, error);
}

/** Writes a file as a whole: a reader sees the old content or the new one, never a part. */
export function writeWhole(path: string, chunks: Iterable<string | Uint8Array> | string): void {
  const temporary = `${path}.part`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    const pieces = new Pieces(file);
    for (const chunk of typeof chunks === 'string' ? [chunks] : chunks) pieces.write(chunk);
    pieces.flush();
    fsyncSync(file);
  } catch (error) {
    throw abandon(path, error);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

export function writeJson(path: string, value: unknown): void {
  writeWhole(path, `${JSON.stringify(value, null, 1)}\n`);
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

export function evidencePath(run: string, asset: string): string {
  return join(run, 'evidence', `${asset}.jsonl`);
}

export function isRunFolder(path: string): boolean {
  return existsSync(join(path, 'run.json')) && existsSync(join(path, 'evidence'));
}

/** Lines of a JSONL file that is written as a whole, one value at a time. */
export class LinesFile {
  readonly #path: string;
  readonly #file: number;
  readonly #pieces: Pieces;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(`${path}.part`, 'w', 0o600);
    this.#pieces = new Pieces(this.#file);
  }

  write(value: unknown): void {
    try {
      this.#pieces.write(JSON.stringify(value));
      this.#pieces.write('\n');
    } catch (error) {
      throw naming(this.#path, error);
    }
  }

  /** Puts the file in its place. */
  commit(): void {
    try {
      this.#pieces.flush();
      fsyncSync(this.#file);
    } catch (error) {
      throw naming(this.#path, error);
    }
    closeSync(this.#file);
    renameSync(`${this.#path}.part`, this.#path);
  }
}

/** Takes away what was begun in a folder of files that are each written whole. */
export function abandonAll(folder: string): void {
  for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name));
}

/** Bytes that are read from a file at a time. Text of more than this is kept in V8 apart from all else, and stays there for longer. */
const chunkLength = 65_536;

/** Lines of a text file, a piece of the file in memory at a time. */
export function* readLines(path: string): Generator<string> {
  const file = openSync(path, 'r');
  try {
    let rest = Buffer.alloc(0);
    const chunk = Buffer.allocUnsafe(chunkLength);
    for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) {
      const bytes = Buffer.concat([rest, chunk.subarray(0, length)]);
      const end = bytes.lastIndexOf('\n') + 1;
      if (end > 0) yield* bytes.toString('utf8', 0, end - 1).split('\n');
      rest = bytes.subarray(end);
    }
    if (rest.length > 0) yield rest.toString();
  } finally {
    closeSync(file);
  }
}
