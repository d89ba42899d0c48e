import {closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync} from 'node:fs';
import {sha256Hex} from '../model/digest.ts';
import type {Exchange} from '../model/evidence.ts';
import {headerHash, parseJournal, type JournalHeader, type Mark} from './journal.ts';

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
  const asked = inner({seq, ask, request, via, privilege, sentAt, receivedAt, elapsedMs});
  if (!answer.ok) return `${asked},${inner({ok: false, reason: answer.reason, detail: answer.detail, prev})}`;
  const {encoding, exitCode, absent, cut, redactions} = answer;
  const bodyHash = sha256Hex(answer.body);
  return `${asked},${inner({ok: true, bodyHash, encoding, exitCode, absent, cut, redactions, prev})}`;
}

/**
 * Appends to `evidence/<asset>.jsonl`. Each line is one write: a kill at any moment tears at most the last line.
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
    const writer = new JournalWriter(openSync(path, 'w', 0o600), {prev: sha256Hex(line), seq: 0, size: 0});
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
    writer.mark({kind: 'resumed', droppedBytes: tornBytes, droppedSha256: sha256Hex(bytes.subarray(size))});
    return writer;
  }

  exchange(exchange: Omit<Exchange, 'seq'>): void {
    const core = exchangeCore(this.#seq + 1, exchange, this.#prev);
    const body = exchange.answer.ok ? `"body":${JSON.stringify(exchange.answer.body)},` : '';
    this.#append(core, body);
    this.#seq += 1;
  }

  mark(mark: Mark): void {
    this.#append(inner({...mark, prev: this.#prev}), '');
  }

  close(): void {
    try {
      fsyncSync(this.#file);
    } finally {
      closeSync(this.#file);
    }
  }

  #append(core: string, body: string): void {
    const digest = sha256Hex(core);
    this.#write(`{${body}${core},"hash":"${digest}"}\n`);
    this.#prev = digest;
  }

  /** A line that the disk takes only in part is taken back: what comes later must not stand behind half a line. */
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
