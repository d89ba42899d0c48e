import {closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync} from 'node:fs';
import {createHash} from 'node:crypto';
import type {Exchange, GapReason} from '../model/evidence.ts';

export const journalSchema = 1;

export interface JournalHeader {
  readonly schema: number;
  readonly run: string;
  readonly asset: string;
  readonly planDigest: string;
  readonly tool: string;
  readonly redactor: string;
}

/** Why an asset's evidence ends where it does. */
export interface Trouble {
  readonly reason: GapReason;
  readonly detail: string;
}

/** A line that is no answer. `end`: nothing more will be asked. `trouble`: what stopped a conversation. */
export type Mark =
  | {readonly kind: 'resumed'; readonly droppedBytes: number; readonly droppedSha256: string}
  | ({readonly kind: 'trouble'; readonly at: string} & Trouble)
  | {readonly kind: 'end'; readonly at: string};

export interface JournalContent {
  readonly header: JournalHeader;
  readonly exchanges: readonly Exchange[];
  readonly marks: readonly Mark[];
  /** Hash of the last line; null when only the header is there. */
  readonly lastHash: string | null;
  /** Bytes after the last whole line. */
  readonly tornBytes: number;
}

/** The journal does not hold together: edited, reordered or cut in the middle. */
export class BrokenJournal extends Error {
  override readonly name = 'BrokenJournal';
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function inner(value: object): string {
  return JSON.stringify(value).slice(1, -1);
}

/** What is hashed of an exchange: everything but the body, for which its own hash stands. */
function exchangeCore(exchange: Exchange, prev: string): string {
  const {answer, ...rest} = exchange;
  const told = answer.ok
    ? {
        ok: true,
        bodyHash: sha256(answer.body),
        encoding: answer.encoding,
        exitCode: answer.exitCode,
        absent: answer.absent,
        cut: answer.cut,
        redactions: answer.redactions,
      }
    : {ok: false, reason: answer.reason, detail: answer.detail};
  const elapsedMs = Date.parse(exchange.receivedAt) - Date.parse(exchange.sentAt);
  return inner({...rest, elapsedMs, ...told, prev});
}

/**
 * Appends to `evidence/<asset>.jsonl`. Each line is one write: a kill at any moment tears at most the last line.
 * A line is `{"body":…,<core>,"hash":"…"}` or `{<core>,"hash":"…"}`; hash = sha256 of the exact bytes of core.
 */
export class JournalWriter {
  readonly #file: number;
  #prev: string;
  #seq: number;

  private constructor(file: number, prev: string, seq: number) {
    this.#file = file;
    this.#prev = prev;
    this.#seq = seq;
  }

  static create(path: string, header: JournalHeader): JournalWriter {
    const line = JSON.stringify(header);
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, `${line}\n`);
    return new JournalWriter(file, sha256(line), 0);
  }

  /** Opens a journal that an earlier process left; a torn tail is dropped, and the loss chained on. */
  static resume(path: string): JournalWriter {
    const bytes = readFileSync(path);
    const content = parseJournal(bytes);
    const keep = bytes.length - content.tornBytes;
    const file = openSync(path, 'r+');
    ftruncateSync(file, keep);
    const append = openSync(path, 'a');
    closeSync(file);
    const writer = new JournalWriter(append, content.lastHash ?? headerHash(bytes), content.exchanges.length);
    if (content.tornBytes > 0) {
      const dropped = bytes.subarray(keep);
      writer.mark({kind: 'resumed', droppedBytes: dropped.length, droppedSha256: sha256(dropped)});
    }
    return writer;
  }

  exchange(exchange: Omit<Exchange, 'seq'>): void {
    const numbered: Exchange = {seq: ++this.#seq, ...exchange};
    const core = exchangeCore(numbered, this.#prev);
    const body = exchange.answer.ok ? `"body":${JSON.stringify(exchange.answer.body)},` : '';
    this.#append(core, body);
  }

  mark(mark: Mark): void {
    this.#append(inner({...mark, prev: this.#prev}), '');
  }

  close(): void {
    fsyncSync(this.#file);
    closeSync(this.#file);
  }

  #append(core: string, body: string): void {
    const hash = sha256(core);
    const line = Buffer.from(`{${body}${core},"hash":"${hash}"}\n`);
    for (let at = 0; at < line.length;) at += writeSync(this.#file, line, at);
    this.#prev = hash;
  }
}

function headerHash(bytes: Buffer): string {
  return sha256(bytes.subarray(0, bytes.indexOf('\n')));
}

const hashSuffix = /,"hash":"(?<hash>[0-9a-f]{64})"\}$/;

/** Bytes that the hash covers. In a JSON string every quote is escaped, so `,"seq":` cannot stand inside of a body. */
function coreOf(line: string): {core: string; hash: string} {
  const hash = hashSuffix.exec(line)?.groups?.['hash'];
  if (hash === undefined) throw new BrokenJournal('a line has no hash');
  const start = line.startsWith('{"body":') ? line.indexOf(',"seq":') + 1 : 1;
  return {core: line.slice(start, line.length - `,"hash":"${hash}"}`.length), hash};
}

interface RawLine {
  readonly kind?: string;
  readonly body?: string;
  readonly bodyHash?: string;
  readonly prev: string;
  readonly seq: number;
  readonly ok: boolean;
}

function exchangeOf(raw: RawLine & Record<string, unknown>): Exchange {
  const {body, bodyHash, prev: _prev, hash: _hash, elapsedMs: _elapsed, ...rest} = raw;
  const {ok, encoding, exitCode, absent, cut, redactions, reason, detail, ...exchange} = rest;
  if (!ok) return {...exchange, answer: {ok, reason, detail}} as unknown as Exchange;
  if (body === undefined || sha256(body) !== bodyHash) throw new BrokenJournal(`body of line ${raw.seq} was changed`);
  return {...exchange, answer: {ok, body, encoding, exitCode, absent, cut, redactions}} as unknown as Exchange;
}

/**
 * Reads a journal and verifies its chain.
 * @throws BrokenJournal naming the first line that does not hold.
 */
export function parseJournal(bytes: Buffer): JournalContent {
  const whole = bytes.lastIndexOf('\n') + 1;
  const lines = bytes.toString('utf8', 0, whole).split('\n').slice(0, -1);
  const [first, ...rest] = lines;
  if (first === undefined) throw new BrokenJournal('no header');
  const header = JSON.parse(first) as JournalHeader;
  if (header.schema > journalSchema) throw new BrokenJournal(`schema ${header.schema} is newer than this program`);
  const exchanges: Exchange[] = [];
  const marks: Mark[] = [];
  let prev = sha256(first);
  for (const [index, line] of rest.entries()) {
    const {core, hash} = coreOf(line);
    const raw = JSON.parse(line) as RawLine & Record<string, unknown>;
    if (raw.prev !== prev || sha256(core) !== hash) throw new BrokenJournal(`the chain breaks at line ${index + 2}`);
    prev = hash;
    if (raw.kind === undefined) exchanges.push(exchangeOf(raw));
    else marks.push(raw as unknown as Mark);
  }
  return {header, exchanges, marks, lastHash: rest.length === 0 ? null : prev, tornBytes: bytes.length - whole};
}

/** The trouble that stands for what is missing; null when every conversation came to its end. */
export function troubleOf(marks: readonly Mark[]): Trouble | null {
  const last = marks.filter((mark) => mark.kind === 'trouble').at(-1);
  return last === undefined ? null : {reason: last.reason, detail: last.detail};
}

/** True when nothing more is to be asked of the asset. */
export function hasEnded(marks: readonly Mark[]): boolean {
  return marks.some((mark) => mark.kind === 'end');
}
