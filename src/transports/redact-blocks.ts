import {isMarked, type Hide} from './redact-pattern.ts';

const begin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const end = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const inline = new RegExp(`(${begin.source})`);
const opened = new RegExp(`${begin.source}\\s*$`);
const header = /^\s*[A-Z][A-Za-z-]{1,20}: /;
const body = /^\s*[A-Za-z0-9+/=]*\s*$/;

/** Keys written on one line, their line ends as `\n`. */
function hideInline(line: string, hide: Hide): string {
  const [front = '', ...keys] = line.split(inline);
  return [front, ...keys.map((part, i) => (i % 2 === 0 ? part : hideKey(part, hide)))].join('');
}

/** What follows the first line of a key: the key, then perhaps its last line and more. */
function hideKey(rest: string, hide: Hide): string {
  const close = rest.search(end);
  const secret = close < 0 ? rest : rest.slice(0, close);
  if (secret.trim() === '' || isMarked(secret)) return rest;
  return `${hide('private-key', secret)}${rest.slice(secret.length)}`;
}

/** Where the body of a key that begins before line `from` ends: at its last line, or at the first that cannot be of a key. */
function bodyEnd(lines: readonly string[], from: number): number {
  const ofKey = (line: string): boolean => body.test(line) || (header.test(line) && !begin.test(line));
  let at = from;
  while (at < lines.length && ofKey(lines[at] ?? '')) at += 1;
  return at;
}

function hideBody(lines: string[], from: number, to: number, hide: Hide): void {
  const secret: number[] = [];
  for (let i = from; i < to; i++) {
    const line = lines[i] ?? '';
    if (line.trim() !== '' && !header.test(line)) secret.push(i);
  }
  const [first] = secret;
  if (first === undefined) return;
  const mark = hide('private-key', secret.map((i) => lines[i]?.trim()).join('\n'));
  for (const i of secret) lines[i] = '';
  lines[first] = mark;
}

/** PuTTY's own format: `Private-Lines: 3`, so many lines, `Private-MAC: …`. */
function redactPutty(lines: string[], hide: Hide): void {
  for (let i = 0; i < lines.length; i++) {
    if (!/^\s*Private-Lines: \d{1,4}\s*$/.test(lines[i] ?? '')) continue;
    const to = bodyEnd(lines, i + 1);
    hideBody(lines, i + 1, to, hide);
    i = to - 1;
  }
}

/**
 * Hides private keys in PEM and of PuTTY. One mark stands for the whole body, its other lines are left empty; headers such as
 * `DEK-Info` stay, they tell that the key is encrypted. A body whose end is missing goes to the first line that is no base64.
 */
export function redactKeyBlocks(text: string, hide: Hide): string {
  const putty = text.includes('Private-Lines: ');
  if (!putty && !text.includes('PRIVATE KEY')) return text;
  const lines = text.split('\n');
  if (putty) redactPutty(lines, hide);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (!begin.test(line)) continue;
    lines[i] = hideInline(line, hide);
    if (!opened.test(line)) continue;
    const to = bodyEnd(lines, i + 1);
    hideBody(lines, i + 1, to, hide);
    i = to - 1;
  }
  return lines.join('\n');
}
