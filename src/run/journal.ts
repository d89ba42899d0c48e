import {closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync} from 'node:fs';
import {hash} from 'node:crypto';
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

/**
 * A line that is no answer. `end`: nothing more will be asked. `trouble`: what stopped a conversation. `resumed`: a later
 * part of the run goes on here; what the earlier part left torn was dropped.
 */
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
  return hash('sha256', bytes, 'hex');
}

function inner(value: object): string {
  return JSON.stringify(value).slice(1, -1);
}

/**
 * What is hashed of an exchange: everything but the body, for which its own hash stands. Field by field, in the order of the
 * file: spreading costs more than all the rest of a line.
 */
function exchangeCore(seq: number, exchange: Omit<Exchange, 'seq'>, prev: string): string {
  const {ask, request, via, privilege, sentAt, receivedAt, answer} = exchange;
  const elapsedMs = Date.parse(receivedAt) - Date.parse(sentAt);
  if (!answer.ok) {
    const {ok, reason, detail} = answer;
    return inner({seq, ask, request, via, privilege, sentAt, receivedAt, elapsedMs, ok, reason, detail, prev});
  }
  const {ok, body, encoding, exitCode, absent, cut, redactions} = answer;
  const asked = inner({seq, ask, request, via, privilege, sentAt, receivedAt, elapsedMs, ok, bodyHash: sha256(body)});
  return `${asked},${inner({encoding, exitCode, absent, cut, redactions, prev})}`;
}

/**
 * Appends to `evidence/<asset>.jsonl`. What comes together is one write: a kill at any moment tears at most one line.
 * A line is `{"body":…,<core>,"hash":"…"}` or `{<core>,"hash":"…"}`; hash = sha256 of the exact bytes of core.
 * One process at a time may write to a run: see `collect` in `src/index.ts`.
 */
export class JournalWriter {
  readonly #file: number;
  #prev: string;
  #seq: number;
  #size: number;

  private constructor(file: number, last: {readonly prev: string; readonly seq: number; readonly size: number}) {
    this.#file = file;
    this.#prev = last.prev;
    this.#seq = last.seq;
    this.#size = last.size;
  }

  /** Begins a journal; one that never got its whole header is begun anew. */
  static create(path: string, header: JournalHeader): JournalWriter {
    const line = JSON.stringify(header);
    const writer = new JournalWriter(openSync(path, 'w', 0o600), {prev: sha256(line), seq: 0, size: 0});
    writer.#write(`${line}\n`);
    return writer;
  }

  /** Opens a journal that an earlier process left; a torn tail is dropped, and the loss chained on. */
  static resume(path: string): JournalWriter {
    const bytes = readFileSync(path);
    const {lastHash, exchanges, tornBytes} = parseJournal(bytes);
    const size = bytes.length - tornBytes;
    const last = {prev: lastHash ?? headerHash(bytes), seq: exchanges.length, size};
    const writer = new JournalWriter(openSync(path, 'r+'), last);
    ftruncateSync(writer.#file, size);
    writer.mark({kind: 'resumed', droppedBytes: tornBytes, droppedSha256: sha256(bytes.subarray(size))});
    return writer;
  }

  /** All that one answer of a host holds. */
  exchanges(exchanges: readonly Omit<Exchange, 'seq'>[]): void {
    let prev = this.#prev;
    const lines = exchanges.map((exchange, index) => {
      const core = exchangeCore(this.#seq + index + 1, exchange, prev);
      const body = exchange.answer.ok ? `"body":${JSON.stringify(exchange.answer.body)},` : '';
      prev = sha256(core);
      return `{${body}${core},"hash":"${prev}"}\n`;
    });
    this.#write(lines.join(''));
    this.#prev = prev;
    this.#seq += exchanges.length;
  }

  mark(mark: Mark): void {
    const core = inner({...mark, prev: this.#prev});
    const digest = sha256(core);
    this.#write(`{${core},"hash":"${digest}"}\n`);
    this.#prev = digest;
  }

  close(): void {
    try {
      fsyncSync(this.#file);
    } finally {
      closeSync(this.#file);
    }
  }

  /** What the disk takes only in part is taken back: what comes later must not stand behind half a line. */
  #write(text: string): void {
    const line = Buffer.from(text);
    try {
      for (let at = 0; at < line.length;) at += writeSync(this.#file, line, at, line.length - at, this.#size + at);
    } catch (error) {
      ftruncateSync(this.#file, this.#size);
      throw error;
    }
    this.#size += line.length;
  }
}

function headerHash(bytes: Buffer): string {
  return sha256(bytes.subarray(0, bytes.indexOf('\n')));
}

const hashLength = ',"hash":"'.length + 64 + '"}'.length;
const hashSuffix = /^,"hash":"(?<hash>[0-9a-f]{64})"\}$/;

/** The body as it was written: another spelling of the same text is an edit too. */
function bodyPrefix(body: unknown): string {
  return typeof body === 'string' ? `{"body":${JSON.stringify(body)},` : '{';
}

/** Bytes that the hash covers: all but the body in front of them. */
function coreOf(line: string, {body}: RawLine): {core: string; hash: string} {
  const suffix = line.slice(-hashLength);
  const hash = hashSuffix.exec(suffix)?.groups?.['hash'];
  if (hash === undefined) throw new BrokenJournal('a line has no hash');
  const prefix = bodyPrefix(body);
  if (!line.startsWith(prefix)) throw new BrokenJournal('a body was changed');
  return {core: line.slice(prefix.length, -hashLength), hash};
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new BrokenJournal('a line is not JSON');
  }
}

function rawLine(line: string): RawLine & Record<string, unknown> {
  const raw = parsed(line);
  if (typeof raw !== 'object' || raw === null) throw new BrokenJournal('a line is no object');
  return raw as RawLine & Record<string, unknown>;
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
  const {seq, ask, request, via, privilege, sentAt, receivedAt, ok, body, bodyHash} = raw;
  const {encoding, exitCode, absent, cut, redactions, reason, detail} = raw;
  const common = {seq, ask, request, via, privilege, sentAt, receivedAt};
  if (!ok) return {...common, answer: {ok, reason, detail}} as unknown as Exchange;
  if (body === undefined || sha256(body) !== bodyHash) throw new BrokenJournal(`body of line ${seq} was changed`);
  return {...common, answer: {ok, body, encoding, exitCode, absent, cut, redactions}} as unknown as Exchange;
}

const strictUtf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

function linesOf(bytes: Buffer): string[] {
  try {
    return strictUtf8.decode(bytes).split('\n').slice(0, -1);
  } catch {
    throw new BrokenJournal('not UTF-8');
  }
}

function headerOf(line: string): JournalHeader {
  const header = parsed(line) as Partial<JournalHeader> | null;
  if (typeof header?.schema !== 'number') throw new BrokenJournal('the first line is no header');
  return header as JournalHeader;
}

/**
 * Reads a journal and verifies its chain.
 * @throws BrokenJournal naming the first line that does not hold.
 */
export function parseJournal(bytes: Buffer): JournalContent {
  const whole = bytes.lastIndexOf('\n') + 1;
  const [first, ...rest] = linesOf(bytes.subarray(0, whole));
  if (first === undefined) throw new BrokenJournal('no header');
  const header = headerOf(first);
  if (header.schema > journalSchema) throw new BrokenJournal(`schema ${header.schema} is newer than this program`);
  const exchanges: Exchange[] = [];
  const marks: Mark[] = [];
  let prev = sha256(first);
  for (const [index, line] of rest.entries()) {
    const raw = rawLine(line);
    const {core, hash} = coreOf(line, raw);
    // A piece of the line would keep the whole journal in memory for as long as it is remembered; its digest does not.
    const digest = sha256(core);
    if (digest !== hash) throw new BrokenJournal(`line ${index + 2} was changed`);
    if (raw.prev !== prev) throw new BrokenJournal(`the chain breaks at line ${index + 2}`);
    prev = digest;
    if (raw.kind === undefined) exchanges.push(exchangeOf(raw));
    else marks.push(raw as unknown as Mark);
  }
  return {header, exchanges, marks, lastHash: rest.length === 0 ? null : prev, tornBytes: bytes.length - whole};
}

/** null where there is none, or nothing but a piece of its header. @throws BrokenJournal */
export function readJournal(path: string): JournalContent | null {
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  return bytes.includes('\n') ? parseJournal(bytes) : null;
}

/** Marks of the last part of a run: what stopped an earlier part has been made up for since. */
function lastPart(marks: readonly Mark[]): readonly Mark[] {
  return marks.slice(marks.findLastIndex(({kind}) => kind === 'resumed') + 1);
}

/** The trouble that stands for what is missing; null when every conversation came to its end. */
export function troubleOf(marks: readonly Mark[]): Trouble | null {
  const part = lastPart(marks);
  const last = part.findLast((mark) => mark.kind === 'trouble');
  if (last !== undefined) return {reason: last.reason, detail: last.detail};
  return hasEnded(part) ? null : {reason: 'stopped', detail: 'the scan was interrupted'};
}

/** True when nothing more is to be asked of the asset. */
export function hasEnded(marks: readonly Mark[]): boolean {
  return marks.some((mark) => mark.kind === 'end');
}
