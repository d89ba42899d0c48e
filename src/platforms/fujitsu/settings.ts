import {cli} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';

export const configAsk = cli('show running-config', {privilege: 'root', seconds: 60});
export const systemAsk = cli('show system information');

/** A configuration has no heading: it is known by settings that stand in every one. */
const interfaces = /^(?:lan|ether|remote|wan) \d/m;
const common = /^(?:terminal (?:charset|pager)|consoleinfo|telnetinfo|resource system|syslog facility|time zone) /m;

const known = new WeakMap<object, readonly string[]>();

/** The settings, each a line that stands by itself. @throws Gap */
export function readSettings(answers: Answers): readonly string[] {
  const answer = answers.command(configAsk.id);
  const earlier = known.get(answer);
  if (earlier !== undefined) return earlier;
  if (!interfaces.test(answer.text) || !common.test(answer.text))
    throw new Gap('unsupported', 'no configuration of a Si-R');
  const lines = answer.text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  known.set(answer, lines);
  return lines;
}

/** Most words that a setting is looked up by: `remote 0 ap 0 ike proposal 1 encrypt`. */
const mostWords = 12;

/** What follows each beginning of a line, by that beginning; later lines win. */
function byBeginning(settings: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of settings) {
    let end = line.indexOf(' ');
    for (let words = 1; end >= 0 && words <= mostWords; words += 1) {
      found.set(line.slice(0, end), line.slice(end + 1));
      end = line.indexOf(' ', end + 1);
    }
  }
  return found;
}

const beginnings = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

type Groups = Readonly<Record<string, string | undefined>>;

/** Lines that match, each with the groups of its match; in order. */
export function find(settings: readonly string[], pattern: RegExp): {readonly line: string; readonly groups: Groups}[] {
  return settings.flatMap((line) => {
    const match = pattern.exec(line);
    return match === null ? [] : [{line, groups: match.groups ?? {}}];
  });
}

/** What follows these words, at most twelve, in the last setting that begins with them; null when none does. */
export function setting(settings: readonly string[], words: string): string | null {
  const index = beginnings.get(settings) ?? byBeginning(settings);
  beginnings.set(settings, index);
  return index.get(words) ?? null;
}

/** `30s`, `5m`, `8h`, `1d` in seconds; null for anything else. */
export function readDuration(text: string): number | null {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const seconds: Readonly<Record<string, number>> = {s: 1, m: 60, h: 3600, d: 86_400};
  return count === undefined || unit === undefined ? null : Number(count) * (seconds[unit] ?? 0);
}

/** `0900` and `m0500` as `+09:00` and `-05:00`; null for anything else. */
export function readZone(text: string | null): string | null {
  const [, minus, hours, minutes] = /^(m|-)?(\d{2})(\d{2})$/.exec(text ?? '') ?? [];
  return hours === undefined || minutes === undefined ? null : `${minus === undefined ? '+' : '-'}${hours}:${minutes}`;
}
