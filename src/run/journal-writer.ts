import {closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync} from 'node:fs';
import {sha256Hex} from '../model/digest.ts';
import type {Exchange} from '../model/evidence.ts';
import {naming} from './folder.ts';
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
  if (!answer.ok) {
    const {ok, reason, detail} = answer;
    return inner({seq, ask, request, via, privilege, sentAt, receivedAt, elapsedMs, ok, reason, detail, prev});
  }
  const {ok, body, encoding, exitCode, absent, cut, redactions} = answer;
  const asked = inner({
    seq,
    ask,
    request,
    via,
    privilege,
    sentAt,
    receivedAt,
    elapsedMs,
    ok,
    bodyHash: sha256Hex(body),
  });
  return `${asked},${inner({encoding, exitCode, absent, cut, redactions, prev})}`;
}

/**
 * Appends to `evidence/<asset>.jsonl`. What comes together is one write: a kill at any moment tears at most one line.
 * A line is `{"body":…,<core>,"hash":"…"}` or `{<core>,"hash":"…"}`; hash = sha256 of the exact bytes of core.
 * One process at a time may write to a run: see `collect` in `src/index.ts`.
 */
export class JournalWriter {
  readonly #path: string;
  readonly #file: number;
  #prev: string;
  #seq: number;
  #size: number;

  private constructor(
    path: string,
    file: number,
    last: {readonly prev: string; readonly seq: number; readonly size: number},
  ) {
    this.#path = path;
    this.#file = file;
    this.#prev = last.prev;
    this.#seq = last.seq;
    this.#size = last.size;
  }

  /** Begins a journal; one that never got its whole header is begun anew. */
  static create(path: string, header: JournalHeader): JournalWriter {
    const line = JSON.stringify(header);
    const writer = new JournalWriter(path, openSync(path, 'w', 0o600), {prev: sha256Hex(line), seq: 0, size: 0});
    writer.#write(`${line}\n`);
    return writer;
  }

  /** Opens a journal that an earlier process left; a torn tail is dropped, and the loss chained on. */
  static resume(path: string): JournalWriter {
    const bytes = readFileSync(path);
    const {lastHash, exchanges, tornBytes} = parseJournal(bytes);
    const size = bytes.length - tornBytes;
    const last = {prev: lastHash ?? headerHash(bytes), seq: exchanges.length, size};
    const writer = new JournalWriter(path, openSync(path, 'r+'), last);
    ftruncateSync(writer.#file, size);
    writer.mark({kind: 'resumed', droppedBytes: tornBytes, droppedSha256: sha256Hex(bytes.subarray(size))});
    return writer;
  }

  /** All that one answer of a host holds. */
  exchanges(exchanges: readonly Omit<Exchange, 'seq'>[]): void {
    let prev = this.#prev;
    const lines = exchanges.map((exchange, index) => {
      const core = exchangeCore(this.#seq + index + 1, exchange, prev);
      const body = exchange.answer.ok ? `"body":${JSON.stringify(exchange.answer.body)},` : '';
      prev = sha256Hex(core);
      return `{${body}${core},"hash":"${prev}"}\n`;
    });
    this.#write(lines.join(''));
    this.#prev = prev;
    this.#seq += exchanges.length;
  }

  mark(mark: Mark): void {
    const core = inner({...mark, prev: this.#prev});
    const digest = sha256Hex(core);
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
      throw naming(this.#path, error);
    }
    this.#size += line.length;
  }
}
