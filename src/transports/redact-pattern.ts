import type {SecretPattern} from '../model/platform.ts';

/** Tells what to write in the place of a secret. */
export type Hide = (kind: string, secret: string) => string;

/** Takes the secrets of one kind out of one line. */
export type LineRule = (line: string, hide: Hide) => string;

const mark = /^(?:[$*!{][^<>\s]{0,64})?<secret(?: kind=|$)/;

/** True where a secret was taken out before, with what is kept in front of it (`$6$`, `{SSHA}`). */
export function isMarked(value: string): boolean {
  return mark.test(value);
}

const locked = /^(?:[x*]|!{1,2}\*?|\*(?:LK|NP)\*|NP|LK)?$/;

/** Hides a password field of `/etc/shadow` and its like: `!` in front of a hash and `*`, `x`, `!!` say how it is locked. */
export function hideField(field: string, hide: Hide): string {
  if (locked.test(field) || isMarked(field)) return field;
  const [, lock = '', hash = ''] = /^(!{0,2})(.*)$/s.exec(field) ?? [];
  if (isMarked(hash)) return field;
  const scheme = /^(?:\$[a-z0-9-]{1,16}\$|\{[A-Z0-9-]{2,16}\}|_)/i.exec(hash)?.[0] ?? '';
  const kind = scheme === '' && /^[./0-9A-Za-z]{13}$/.test(hash) ? 'des-crypt' : 'hash';
  return `${lock}${scheme}${hide(kind, hash.slice(scheme.length))}`;
}

/** A rule that hides every match of a pattern. */
export function replaceSecrets({kind, pattern}: SecretPattern): LineRule {
  const everywhere = pattern.global ? pattern : new RegExp(pattern, `${pattern.flags}g`);
  return (line, hide) =>
    line.replace(everywhere, (...match: unknown[]) => {
      const {before = '', secret = ''} = match.at(-1) as {before?: string; secret?: string};
      return secret === '' || isMarked(secret) ? `${before}${secret}` : `${before}${hide(kind, secret)}`;
    });
}

/**
 * A rule that hides the matches of a pattern in some parts of a text alone, where it has such: it is given the lines in order,
 * each as it came and as it is to be told.
 */
export function inSections(secret: SecretPattern): (came: string, told: string, hide: Hide) => string {
  const {within} = secret;
  const rule = replaceSecrets(secret);
  let inside = false;
  return (came, told, hide) => {
    if (within === undefined) return told;
    if (within.from.test(came)) inside = true;
    else if (inside && within.to.test(came)) inside = false;
    return inside ? rule(told, hide) : told;
  };
}

/** A rule, and the pattern without a match of which it leaves a line as it is. */
export interface NeedyRule {
  readonly rule: LineRule;
  readonly needs: RegExp;
}

/** Sources of patterns as one. Names would stand twice; the groups themselves are not asked for. */
function oneOf(patterns: readonly RegExp[], flags: string): RegExp | null {
  for (const {source, flags: own} of patterns) {
    if (/[^gi]/.test(own) || /\\[1-9k]/.test(source)) throw new Error(`cannot be read with others: ${source}`);
  }
  const sources = patterns.map(({source}) => `(?:${source.replaceAll(/\(\?<[A-Za-z]+>/g, '(?:')})`);
  return sources.length === 0 ? null : new RegExp(sources.join('|'), flags);
}

/** Rules one after the other, as one: a single look tells those lines, nearly all, in which none of them finds anything. */
export function together(rules: readonly NeedyRule[]): LineRule {
  const needs = rules.map((one) => one.needs);
  const [exact, loose] = [
    oneOf(
      needs.filter((pattern) => !pattern.ignoreCase),
      '',
    ),
    oneOf(
      needs.filter((pattern) => pattern.ignoreCase),
      'i',
    ),
  ];
  return (line, hide) => {
    if (exact?.test(line) !== true && loose?.test(line) !== true) return line;
    return rules.reduce((told, {rule}) => rule(told, hide), line);
  };
}
