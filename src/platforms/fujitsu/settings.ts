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

type Groups = Readonly<Record<string, string | undefined>>;

export function find(settings: readonly string[], pattern: RegExp): {readonly line: string; readonly groups: Groups}[] {
  return settings.flatMap((line) => {
    const match = pattern.exec(line);
    return match === null ? [] : [{line, groups: match.groups ?? {}}];
  });
}

/** What follows these words in the last setting that begins with them; null when none does. */
export function setting(settings: readonly string[], words: string): string | null {
  const found = settings.findLast((line) => line.startsWith(`${words} `));
  return found === undefined ? null : found.slice(words.length + 1);
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
