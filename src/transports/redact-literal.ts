import {literalMark, literalNames, type LiteralEnd} from '../model/literal-secret.ts';
import type {Hide} from './redact-pattern.ts';
import {closingQuote} from './redact-value.ts';

const name = /^\w{1,32}/;
const hidden = /^ (?:<secret kind=[a-z]{1,16} len=\d{1,9} class=(?:default|weak|ok) same=[0-9a-f]{4}>)?$/;

/** True for a line that says itself that all after its name is a secret. */
export function isLiteral(line: string): boolean {
  return line.startsWith(literalMark);
}

/** What the program takes for the secret, of a text without white space around it. */
function secretOf(text: string, end: LiteralEnd): string {
  const quote = text[0] ?? '';
  if (end !== 'line' && (quote === '"' || quote === "'")) return text.slice(1, closingQuote(text, quote, 1));
  switch (end) {
    case 'word':
      return /^\S*/.exec(text)?.[0] ?? '';
    case 'comment':
      return text.replace(/#.*$/s, '').trimEnd();
    case 'line':
      return text;
    default:
      return end satisfies never;
  }
}

/** Hides all that follows the name, and classes what is the secret of it. Nothing stands in the place of an empty one. */
export function redactLiteral(line: string, hide: Hide): string {
  if (!isLiteral(line)) return line;
  const word = name.exec(line.slice(literalMark.length))?.[0] ?? '';
  const front = `${literalMark}${word}`;
  const rest = line.slice(front.length);
  if (rest === '' || hidden.test(rest)) return line;
  const end = literalNames[word.toLowerCase()] ?? 'line';
  const text = rest.trim().replace(end === 'word' ? /^$/ : /^=\s*/, '');
  const secret = secretOf(text, end);
  return secret === '' ? front : `${front} ${hide(word.toLowerCase() === 'psk' ? 'psk' : 'password', secret)}`;
}
