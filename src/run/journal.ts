import {isUtf8} from 'node:buffer';
import {existsSync, readFileSync} from 'node:fs';
import {sha256Hex} from '../model/digest.ts';
import type {Exchange, GapReason} from '../model/evidence.ts';
import type {Bilingual} from '../model/text.ts';

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
  /** What is wrong; where one line is, with its number, from 1. */
  readonly told: Bilingual;
  /** null: not known where it was read. */
  readonly file: string | null;

  constructor(told: Bilingual, file: string | null = null) {
    super(told.en);
    this.told = told;
    this.file = file;
  }
}

const atLine = (line: number, {en, ja}: Bilingual): BrokenJournal =>
  new BrokenJournal({en: `line ${line}: ${en}`, ja: `${line}行目: ${ja}`});

/** Hash that the first line of a journal refers to. */
export function headerHash(bytes: Buffer): string {
  return sha256Hex(bytes.subarray(0, bytes.indexOf('\n')));
}

const changed: Bilingual = {en: 'it was changed', ja: '変更されています'};
const hashLength = ',"hash":"'.length + 64 + '"}'.length;
const hashSuffix = /^,"hash":"(?<hash>[0-9a-f]{64})"\}$/;

/** The body as it was written: another spelling of the same text is an edit too. */
function bodyPrefix(body: unknown): Buffer {
  return Buffer.from(typeof body === 'string' ? `{"body":${JSON.stringify(body)},` : '{');
}

/** Bytes that the hash covers: all but the body in front of them. */
function coreOf(line: Buffer, {body}: RawLine, number: number): {core: Buffer; hash: string} {
  const suffix = line.toString('latin1', line.length - hashLength);
  const hash = hashSuffix.exec(suffix)?.groups?.['hash'];
  if (hash === undefined) throw atLine(number, {en: 'it has no hash', ja: 'ハッシュがありません'});
  const prefix = bodyPrefix(body);
  // As bytes: comparing texts of this length costs several times as much.
  if (!line.subarray(0, prefix.length).equals(prefix)) throw atLine(number, changed);
  return {core: line.subarray(prefix.length, -hashLength), hash};
}

function parsed(json: Buffer, number: number): unknown {
  try {
    return JSON.parse(json.toString());
  } catch {
    throw atLine(number, {en: 'it is not JSON', ja: 'JSONとして読めません'});
  }
}

function rawLine(line: Buffer, number: number): RawLine & Record<string, unknown> {
  const raw = parsed(line, number);
  if (typeof raw !== 'object' || raw === null)
    throw atLine(number, {en: 'it is no object', ja: 'オブジェクトではありません'});
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

function exchangeOf(raw: RawLine & Record<string, unknown>, number: number): Exchange {
  const {seq, ask, request, via, privilege, sentAt, receivedAt, ok, body, bodyHash} = raw;
  const {encoding, exitCode, absent, cut, redactions, reason, detail} = raw;
  const common = {seq, ask, request, via, privilege, sentAt, receivedAt};
  if (!ok) return {...common, answer: {ok, reason, detail}} as unknown as Exchange;
  if (body === undefined || sha256Hex(body) !== bodyHash) throw atLine(number, changed);
  return {...common, answer: {ok, body, encoding, exitCode, absent, cut, redactions}} as unknown as Exchange;
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0, end = bytes.indexOf('\n'); end !== -1; at = end + 1, end = bytes.indexOf('\n', at)) {
    lines.push(bytes.subarray(at, end));
  }
  return lines;
}

function headerOf(line: Buffer): JournalHeader {
  const header = parsed(line, 1) as Partial<JournalHeader> | null;
  if (typeof header?.schema !== 'number') throw atLine(1, {en: 'it is no header', ja: 'ヘッダーではありません'});
  return header as JournalHeader;
}

/**
 * Reads a journal and verifies its chain.
 * @throws BrokenJournal naming the first line that does not hold.
 */
export function parseJournal(bytes: Buffer): JournalContent {
  const whole = bytes.lastIndexOf('\n') + 1;
  if (!isUtf8(bytes.subarray(0, whole))) throw new BrokenJournal({en: 'it is not UTF-8', ja: 'UTF-8ではありません'});
  const [first, ...rest] = linesOf(bytes);
  if (first === undefined) throw new BrokenJournal({en: 'it has no header', ja: 'ヘッダーがありません'});
  const header = headerOf(first);
  if (header.schema > journalSchema) {
    const ja = `スキーマ${header.schema}は、このプログラムより新しい版のものです`;
    throw atLine(1, {en: `schema ${header.schema} is newer than this program`, ja});
  }
  const exchanges: Exchange[] = [];
  const marks: Mark[] = [];
  let prev = sha256Hex(first);
  for (const [index, line] of rest.entries()) {
    const number = index + 2;
    const raw = rawLine(line, number);
    const {core, hash} = coreOf(line, raw, number);
    const digest = sha256Hex(core);
    if (digest !== hash) throw atLine(number, changed);
    if (raw.prev !== prev) throw atLine(number, {en: 'the chain breaks here', ja: 'ここでチェーンが途切れています'});
    prev = digest;
    if (raw.kind === undefined) exchanges.push(exchangeOf(raw, number));
    else marks.push(raw as unknown as Mark);
  }
  return {header, exchanges, marks, lastHash: rest.length === 0 ? null : prev, tornBytes: bytes.length - whole};
}

/** null where there is none, or nothing but a piece of its header. @throws BrokenJournal naming the file */
export function readJournal(path: string): JournalContent | null {
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  try {
    return bytes.includes('\n') ? parseJournal(bytes) : null;
  } catch (error) {
    throw error instanceof BrokenJournal ? new BrokenJournal(error.told, path) : error;
  }
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
