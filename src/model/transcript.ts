import {unescapeBytes} from './escaped.ts';

/** How a dialogue ended: all steps done, the peer closed, was silent, sent more than the limit, or spoke something else. */
export const endings = ['done', 'closed', 'silence', 'limit', 'mismatch', 'tls-failed'] as const;
export type Ending = (typeof endings)[number];

/** What was said in a dialogue. Text form: one line each, `> `/`< ` escaped bytes, `= tls …`, `= certificate …`, `. ending`. */
export interface Transcript {
  /** What came for each `read` step that was begun, in order; empty where nothing came. */
  readonly received: readonly Buffer[];
  readonly tls: {
    /** `TLSv1.2`. */
    readonly version: string;
    /** IANA name of the cipher suite. */
    readonly suite: string;
    /** DER, the server's own first. */
    readonly certificates: readonly Buffer[];
  } | null;
  readonly ending: Ending;
}

const isEnding = (word: string): word is Ending => (endings as readonly string[]).includes(word);

/** Transcript of the body of an answer. @throws Error when it is none, or not a whole one */
export function readTranscript(body: string): Transcript {
  const lines = body.split('\n');
  const after = (mark: string): string[] =>
    lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length));
  const [ending] = after('. ');
  if (ending === undefined || !isEnding(ending)) throw new Error('a transcript without an ending');
  const [tls] = after('= tls ');
  const [version = '', suite = ''] = tls?.split(' ') ?? [];
  const certificates = after('= certificate ').map((text) => Buffer.from(text, 'base64'));
  return {
    received: lines.filter((line) => /^<( |$)/.test(line)).map((line) => unescapeBytes(line.slice(2))),
    tls: tls === undefined ? null : {version, suite, certificates},
    ending,
  };
}
