import type {Transcript} from '../../model/transcript.ts';
import {namesProduct, versionsIn} from './banner.ts';
import {speaks, strange, unclear, type Told} from './told.ts';
import {brief, linesOf} from './wire-text.ts';

export interface MailboxServer {
  readonly greeting: string;
  readonly versions: string[];
  readonly namesProduct: boolean;
  /** STLS of POP3, STARTTLS of IMAP. */
  readonly startTls: boolean;
  /** Ways to log in that show the password to who listens, as the server offers them before any TLS of its own. */
  readonly clearTextLogins: string[];
}

const clear = new Set(['PLAIN', 'LOGIN', 'XOAUTH', 'OAUTHBEARER', 'XOAUTH2']);

function wordsOf(lines: readonly string[]): readonly (readonly string[])[] {
  return lines.slice(0, 200).map((line) => line.trim().toUpperCase().split(/\s+/).slice(0, 100));
}

const greets = (greeting: string): Pick<MailboxServer, 'greeting' | 'versions' | 'namesProduct'> => ({
  greeting,
  versions: versionsIn(greeting),
  namesProduct: namesProduct(greeting),
});

const late = (transcript: Transcript): Told<never> =>
  unclear(transcript.ending === 'silence' ? 'timeout' : transcript.ending === 'limit' ? 'cut' : 'unsupported');

/** What a POP3 server said: its greeting, and the answer to CAPA. */
export function readPop3(transcript: Transcript): Told<MailboxServer> {
  const [first, offered] = transcript.received;
  const greeted = linesOf(first)[0] ?? '';
  if (greeted.startsWith('-ERR')) return unclear('unsupported');
  if (!greeted.startsWith('+OK')) return strange(transcript);
  const lines = linesOf(offered);
  if (!lines.includes('.')) return late(transcript);
  const words = wordsOf(lines.slice(1));
  const sasl = words.find(([word]) => word === 'SASL')?.slice(1) ?? [];
  const user = words.some(([word]) => word === 'USER') ? ['USER'] : [];
  return speaks({
    // The time stamp of APOP at its end tells nothing of the product.
    ...greets(brief(greeted.slice(3).replace(/<[^<>]{0,200}>\s*$/, ''))),
    startTls: words.some(([word]) => word === 'STLS'),
    clearTextLogins: [...user, ...sasl.filter((method) => clear.has(method))].sort(),
  });
}

/** What an IMAP server said: its greeting, and the answer to CAPABILITY. */
export function readImap(transcript: Transcript): Told<MailboxServer> {
  const [first, offered] = transcript.received;
  const greeted = linesOf(first)[0] ?? '';
  if (greeted.startsWith('* BYE')) return unclear('unsupported');
  if (!/^\* (?:OK|PREAUTH)/.test(greeted)) return strange(transcript);
  const lines = linesOf(offered);
  const words = wordsOf(lines).find(([star, word]) => star === '*' && word === 'CAPABILITY');
  if (words === undefined || !lines.some((line) => /^a OK/i.test(line))) return late(transcript);
  const methods = words.filter((word) => word.startsWith('AUTH=')).map((word) => word.slice(5));
  const login = words.includes('LOGINDISABLED') ? [] : ['LOGIN'];
  return speaks({
    ...greets(brief(greeted.slice(5).replace(/\[CAPABILITY [^\]]{0,2000}\]/i, ''))),
    startTls: words.includes('STARTTLS'),
    clearTextLogins: [...new Set([...login, ...methods.filter((method) => clear.has(method))])].sort(),
  });
}
