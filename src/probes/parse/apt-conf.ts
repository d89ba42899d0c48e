/** Options of apt by lower-case name, in the order they were given: `apt::periodic::unattended-upgrade` → `['1']`. */
export interface AptOptions {
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** False when a part was not understood. */
  readonly complete: boolean;
}

// Comment, directive, string, bracket, word: each alternative that can be long runs to its end or to the end of the text.
const token = /\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)|#[^\n]*|"[^"\n]*"?|[{};]|(?:[^\s{};"#/]|\/(?![/*]))+/g;

const deepest = 20;

interface Reading {
  readonly values: Map<string, string[]>;
  readonly scopes: string[];
  words: string[];
  complete: boolean;
}

function unquoted(word: string): string {
  return word.replaceAll('"', '');
}

function endStatement(reading: Reading): void {
  const words = reading.words.map(unquoted);
  reading.words = [];
  if (words.length === 0) return;
  // A lone word in a scope is an element of a list, as is `Name:: "value"`.
  const path = words.length === 1 ? reading.scopes : [...reading.scopes, words[0] ?? ''];
  const key = path
    .join('::')
    .toLowerCase()
    .replace(/:{2,4}$/, '');
  const value = words.at(-1) ?? '';
  const earlier = reading.values.get(key);
  if (earlier === undefined) reading.values.set(key, [value]);
  else earlier.push(value);
}

function openScope(reading: Reading): void {
  const name = unquoted(reading.words.splice(0).join('::'));
  if (reading.scopes.length < deepest) reading.scopes.push(name);
  else reading.complete = false;
}

function closeScope(reading: Reading): void {
  endStatement(reading);
  if (reading.scopes.pop() === undefined) reading.complete = false;
}

function take(reading: Reading, part: string): void {
  if (part.startsWith('//') || part.startsWith('/*')) return;
  if (part.startsWith('#')) {
    // These two are directives, all else after # is a comment.
    if (/^#(?:clear|include)\b/.test(part)) reading.complete = false;
    return;
  }
  if (part === '{') openScope(reading);
  else if (part === '}') closeScope(reading);
  else if (part === ';') endStatement(reading);
  else reading.words.push(part);
}

/** apt.conf(5): https://manpages.debian.org/bookworm/apt/apt.conf.5.en.html. Texts in the order in which apt reads them. */
export function readAptOptions(texts: readonly string[]): AptOptions {
  const reading: Reading = {values: new Map(), scopes: [], words: [], complete: true};
  for (const text of texts) {
    for (const [part] of text.matchAll(token)) take(reading, part);
    if (reading.words.length > 0 || reading.scopes.length > 0) reading.complete = false;
    reading.words = [];
    reading.scopes.length = 0;
  }
  return {values: reading.values, complete: reading.complete};
}

/** The last value given, or null. */
export function aptOption(options: AptOptions, name: string): string | null {
  return options.values.get(name.toLowerCase())?.at(-1) ?? null;
}

/** What apt takes for yes: StringToBool in apt-pkg/contrib/strutl.cc. */
export function isYes(value: string | null): boolean {
  const text = value?.toLowerCase() ?? '';
  return ['yes', 'true', 'with', 'on', 'enable'].includes(text) || (/^\d{1,9}$/.test(text) && Number(text) !== 0);
}
