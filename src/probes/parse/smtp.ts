import type {Transcript} from '../../model/transcript.ts';
import {namesProduct, versionsIn} from './banner.ts';
import {other, speaks, strange, unclear, type Told} from './told.ts';
import {brief, linesOf} from './wire-text.ts';

export interface SmtpServer {
  readonly greeting: string;
  readonly namesProduct: boolean;
  readonly versions: string[];
  readonly startTls: boolean;
  /** SASL mechanisms, in upper case, sorted. */
  readonly authMethods: string[];
  readonly vrfy: boolean;
  readonly expn: boolean;
}

/** Most that is kept of what a server says it can do. */
const longestList = 50;

const codeOf = (lines: readonly string[]): string => lines.find((line) => line !== '')?.slice(0, 3) ?? '';

function mechanisms(keywords: readonly string[]): string[] {
  const methods = keywords.filter((line) => /^AUTH[ =]/.test(line)).flatMap((line) => line.slice(5).split(/[ ,]+/));
  const named = methods.filter((method) => /^[A-Z0-9_-]{1,40}$/.test(method));
  return [...new Set(named)].slice(0, longestList).sort();
}

/** The host's own name comes first in a greeting: what looks like a version there is none. */
const afterName = (greeting: string): string => greeting.replace(/^\S+\s*/, '');

/** `offered`: the lines of the answer to EHLO, none where the server does not know it. */
function serverOf(greeting: string, offered: readonly string[]): SmtpServer {
  const keywords = offered.map((line) => line.slice(4).trim().toUpperCase());
  const has = (word: string): boolean => keywords.some((line) => line === word || line.startsWith(`${word} `));
  return {
    greeting,
    namesProduct: namesProduct(afterName(greeting)),
    versions: versionsIn(afterName(greeting)),
    startTls: has('STARTTLS'),
    authMethods: mechanisms(keywords),
    vrfy: has('VRFY'),
    expn: has('EXPN'),
  };
}

/** What a mail server said: its greeting, and the answer to EHLO. */
export function readSmtp(transcript: Transcript): Told<SmtpServer> {
  const {received, ending} = transcript;
  const greeted = linesOf(received[0]);
  if (codeOf(greeted) !== '220') {
    // One that is busy, or does not serve this address, is a mail server all the same.
    return /^(?:4|5)\d\d$/.test(codeOf(greeted)) ? unclear('unsupported') : strange(transcript);
  }
  const greeting = brief(greeted.map((line) => line.slice(4)).join(' '));
  const offered = linesOf(received[1]);
  if (offered.some((line) => line.startsWith('250 '))) return speaks(serverOf(greeting, offered));
  // Before EHLO there was HELO, and nothing to offer.
  if (/^50[02]$/.test(codeOf(offered)) && /\bE?SMTP\b/i.test(greeting)) return speaks(serverOf(greeting, []));
  if (ending === 'mismatch' && /\bFTP\b/i.test(greeting)) return other;
  return unclear(ending === 'silence' ? 'timeout' : 'unsupported');
}
