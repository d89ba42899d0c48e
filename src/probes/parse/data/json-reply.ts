import type {Transcript} from '../../../model/transcript.ts';
import {readHead, type HttpHead} from '../http-head.ts';

export interface HttpReply {
  readonly head: HttpHead;
  readonly body: string;
}

/** An answer of HTTP that ended with its connection; null: it is none. */
export function httpReply({received: [bytes]}: Transcript): HttpReply | null {
  const head = readHead(bytes);
  const end = bytes?.indexOf('\r\n\r\n') ?? -1;
  return head === null || bytes === undefined || end < 0 ? null : {head, body: bytes.toString('utf8', end + 4)};
}

type Json = Readonly<Record<string, unknown>>;

/** The object of JSON that a body is; null: it is none. */
export function jsonObject(body: string): Json | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

/** A member of an object, where it is a text; a path of names leads to one further down. */
export function textAt(value: Json | null, ...path: readonly string[]): string | null {
  let at: unknown = value;
  for (const name of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return null;
    at = (at as Json)[name];
  }
  return typeof at === 'string' ? at : null;
}
