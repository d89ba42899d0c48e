import type {Hide} from './redact-pattern.ts';
import {secretWord} from './redact-names.ts';
import {pointsElsewhere, valueAt, type Extent, type Span} from './redact-value.ts';

/** The end of a name, and what stands between it and its value. */
const assignment = new RegExp(
  String.raw`(${secretWord}|(?<![A-Za-z0-9])sig)(\d{0,2})(\\?["']?\]?)` +
    String.raw`(\s{0,8}(?:=>|:=|::?|=)\s{0,16}|\(\s{0,4}(?=["'])|(?<=["'])\s{0,4},\s{0,8}(?=["']))`,
  'gi',
);

const nameCharacter = /[\w.-]/;
const longestName = 64;
const longestHarmless = 512;

/** White space, a comment sign or a word of the shell in front of a name at the start of a line. */
const lineStart = /^\s*(?:[#;*-]+\s*|\/\/\s*)?(?:(?:export|set|setenv|declare|local|env)\s+)?["']?$/i;

const flag = /^(?:yes|no|true|false|on|off|none|null|nil|~|\\|[|>][-+]?)$/i;
/** A number below 256 in the registry, which is a switch and no secret: `"fPromptForPassword"=dword:1`. */
const registryFlag = /^dword:[0-9a-f]{1,2}$/;
const rule =
  /^(?:required?|requisite|sufficient|optional|include|always|never|prompt|ask|enabled?|disabled?|all|any|amd64|i386|arm64|armhf)\b/i;
const nameService =
  /^(?:files?|db|nis(?:plus)?|compat|sss|ldap|winbind|systemd|altfiles|hesiod|cache|extrausers)(?:\s|$)/;
const unrelated = /(?:by|com|tres|sur|under|over)pass$/i;

interface Found {
  readonly name: string;
  readonly separator: string;
  /** Text of the line in front of the name. */
  readonly front: string;
}

function kindOf(word: string): string {
  const lower = word.toLowerCase();
  if (lower === 'community' || lower === 'token' || lower === 'psk') return lower;
  if (lower === 'sig') return 'token';
  return lower.endsWith('key') || lower.startsWith('secret') || lower.endsWith('base') ? 'key' : 'password';
}

/** True for names that only look like those of secrets: paths, tags of sudoers, other words. */
function harmlessName({name, separator, front}: Found): boolean {
  if (front.endsWith('/') || unrelated.test(name)) return true;
  // `define('NAME', 'value')`; a list of names has no parenthesis.
  if (separator.trim() === ',' && !/\(\s{0,4}["']$/.test(front)) return true;
  return name === 'NOPASSWD' || (name === 'PASSWD' && separator.trim() === ':');
}

/** True for values that hold no secret. Long ones are never looked at: they would be read again and again. */
function harmlessValue({name, separator}: Found, value: string): boolean {
  if (value.length > longestHarmless) return false;
  if (
    flag.test(value) ||
    registryFlag.test(value) ||
    pointsElsewhere(value) ||
    pointsElsewhere(/^\S+(?=\s)/.exec(value)?.[0] ?? '')
  )
    return true;
  if (/^(?:passwd|shadow|gshadow)$/.test(name) && separator.trim() === ':' && nameService.test(value)) return true;
  return rule.test(value) && !/^(?:password|passwd|pass|secret|token|psk|community)$/i.test(name);
}

function nameStart(line: string, from: number): number {
  let start = from;
  while (start > 0 && from - start < longestName && nameCharacter.test(line[start - 1] ?? '')) start -= 1;
  return start;
}

/** A name inside quotes that go on to hold the value too: `"DB_PASSWORD=my pass"`. */
function insideQuotes(line: string, front: string, at: number, closed: string): Span | null {
  const quote = front.at(-1);
  if (closed !== '' || (quote !== '"' && quote !== "'") || line[at] === quote) return null;
  const close = line.indexOf(quote, at);
  return {start: at, end: close < 0 ? line.length : close};
}

function extentOf(front: string): Extent {
  return lineStart.test(front.slice(-64)) && front.length <= 64 ? 'line' : 'word';
}

/** Hides the values of `name=value`, `name: value`, `"name": "value"` and the like, where the name ends as those of secrets do. */
export function redactAssignments(line: string, hide: Hide): string {
  let told = '';
  let from = 0;
  assignment.lastIndex = 0;
  for (let match = assignment.exec(line); match !== null; match = assignment.exec(line)) {
    const [whole, word = '', digits = '', closed = '', separator = ''] = match;
    const start = nameStart(line, match.index);
    const front = line.slice(Math.max(0, start - longestName - 1), start);
    const name = `${line.slice(start, match.index)}${word}${digits}`;
    const at = match.index + whole.length;
    const found = {name, separator, front};
    const plain = harmlessName(found) ? null : valueAt(line, at, extentOf(front));
    if (plain === null) continue;
    const span = insideQuotes(line, front, at, closed) ?? plain;
    const value = line.slice(span.start, span.end);
    if (value === '' || harmlessValue(found, value)) continue;
    told += `${line.slice(from, span.start)}${hide(kindOf(word), value)}`;
    from = span.end;
    assignment.lastIndex = Math.max(span.end, at);
  }
  return from === 0 ? line : `${told}${line.slice(from)}`;
}
