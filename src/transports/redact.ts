import {createHmac} from 'node:crypto';
import type {PasswordDictionary} from '../model/data.ts';
import {sha256Hex} from '../model/digest.ts';
import type {Redact} from './exchanges.ts';
import {redactKeyBlocks} from './redact-blocks.ts';
import {redactContinued} from './redact-continued.ts';
import {isLiteral, redactLiteral} from './redact-literal.ts';
import type {SecretPattern} from '../model/platform.ts';
import {mayHoldSecret} from './redact-hint.ts';
import {inSections, replaceSecrets, type Hide} from './redact-pattern.ts';
import {lineRules} from './redact-rules.ts';

export interface RedactorOptions {
  /** Patterns of the platform that is spoken to, applied after the general ones. They must be linear. */
  readonly platformPatterns: readonly SecretPattern[];
  readonly dictionary: PasswordDictionary;
  /** Key of the site, kept outside runs: equal secrets get equal marks within one site only. */
  readonly siteKey: string | Uint8Array;
}

/** Most secrets whose mark is remembered while one text is read. */
const remembered = 4096;

/** Most times one line is gone over. */
const rounds = 5;

/** Texts shorter than this are read sooner than looked up, in UTF-16 code units. */
const short = 256;
/** Most texts that are known to hold no secret. */
const cleanTexts = 8192;

/** Reads a text that held no secret only once: most files are as their distribution made them, on all hosts of a fleet alike. */
function rememberingClean(redact: Redact): Redact {
  const clean = new Set<string>();
  return (text) => {
    if (text.length < short) return redact(text);
    const digest = sha256Hex(text);
    if (clean.has(digest)) return {text, count: 0};
    const redacted = redact(text);
    if (redacted.text === text && clean.size < cleanTexts) clean.add(digest);
    return redacted;
  };
}

function classOf(secret: string, {default: defaults, weak}: PasswordDictionary): 'default' | 'weak' | 'ok' {
  const word = secret.toLowerCase();
  if (defaults.has(word)) return 'default';
  return weak.has(word) ? 'weak' : 'ok';
}

function markOf(secret: string, siteKey: RedactorOptions['siteKey']): string {
  return createHmac('sha256', siteKey).update(secret).digest('hex').slice(0, 4);
}

/** Kinds of which the secret itself is stored, so that it can be held against the dictionary. */
const readable: ReadonlySet<string> = new Set(['password', 'community', 'psk', 'key', 'token']);

function counter(options: RedactorOptions): {readonly hide: Hide; readonly count: () => number} {
  const marks = new Map<string, string>();
  let count = 0;
  const hide: Hide = (kind, secret) => {
    count += 1;
    const id = `${kind} ${secret}`;
    const earlier = marks.get(id);
    if (earlier !== undefined) return earlier;
    const grade = classOf(secret, options.dictionary);
    // Of hashes those alone are known that makers deliver.
    const told = readable.has(kind) || (kind === 'hash' && grade === 'default') ? ` class=${grade}` : '';
    const mark = `<secret kind=${kind} len=${secret.length}${told} same=${markOf(secret, options.siteKey)}>`;
    if (marks.size < remembered && id.length < 256) marks.set(id, mark);
    return mark;
  };
  return {hide, count: () => count};
}

/**
 * Takes secrets out of text from a device before it is parsed, stored or shown. In the place of each stands
 * `<secret kind=password len=6 class=default|weak|ok same=ab12>`; a stored hash keeps its scheme (`$6$<secret kind=hash …>`,
 * with the class `default` where a maker delivers it, else without one: what was hashed is not known). Lines stay lines; a text that was redacted stays as it is.
 * Takes time linear in the length of the text.
 */
export function createRedactor(options: RedactorOptions): Redact {
  return rememberingClean(reading(options));
}

function reading(options: RedactorOptions): Redact {
  const everywhere = options.platformPatterns.filter(({within}) => within === undefined);
  const sectional = options.platformPatterns.filter(({within}) => within !== undefined);
  const patterns = everywhere.map((pattern) => replaceSecrets(pattern));
  return (text) => {
    const {hide, count} = counter(options);
    const once = (line: string): string => {
      if (isLiteral(line)) return redactLiteral(line, hide);
      const general = mayHoldSecret(line) ? lineRules.reduce((told, rule) => rule(told, hide), line) : line;
      return patterns.reduce((told, rule) => rule(told, hide), general);
    };
    const redactLine = (line: string): string => {
      let told = once(line);
      // A secret that held a separator leaves a line of another shape, in which more can show.
      for (let round = 1, before = line; told !== before && round < rounds; round++)
        [before, told] = [told, once(told)];
      return told;
    };
    const lines = redactKeyBlocks(text, hide).split('\n');
    redactContinued(lines, hide, (end) => !isLiteral(end) && mayHoldSecret(end));
    const sections = sectional.map((pattern) => inSections(pattern));
    const redacted = lines.map((line) => sections.reduce((told, rule) => rule(line, told, hide), redactLine(line)));
    return {text: redacted.join('\n'), count: count()};
  };
}
