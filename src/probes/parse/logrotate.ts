import {integer, plainLines, unquoted, words} from './config-text.ts';

export type Period = 'hourly' | 'daily' | 'weekly' | 'monthly' | 'yearly';

export interface Settings {
  readonly rotate: number;
  /** null when rotation goes by size alone. */
  readonly period: Period | null;
  readonly maxAge: number | null;
  /** True when a log that grows large is rotated before its time. */
  readonly bySize: boolean;
  readonly compress: boolean;
}

export interface RotationRule extends Settings {
  readonly paths: readonly string[];
}

const periods: Readonly<Record<Period, number>> = {hourly: 1 / 24, daily: 1, weekly: 7, monthly: 30, yearly: 365};

/** What logrotate does unless told otherwise. logrotate(8) */
export const unconfigured: Settings = {rotate: 0, period: 'weekly', maxAge: null, bySize: false, compress: false};

/** Days that a rotated log is kept, rounded down; null when that depends on how much is logged. */
export function retentionDays(rule: Settings): number | null {
  if (rule.rotate < 0) return rule.maxAge;
  if (rule.period === null || rule.bySize) return rule.rotate === 0 ? 0 : null;
  const kept = Math.floor(rule.rotate * periods[rule.period]);
  return rule.maxAge === null ? kept : Math.min(kept, rule.maxAge);
}

/** True when no rotated log is ever removed. */
export function keptForever(rule: Settings): boolean {
  return rule.rotate < 0 && rule.maxAge === null;
}

function isPeriod(word: string): word is Period {
  return Object.hasOwn(periods, word);
}

function applied(settings: Settings, line: string): Settings {
  const [word = '', value = ''] = words(line.replace('=', ' '));
  if (isPeriod(word)) return {...settings, period: word};
  switch (word) {
    case 'rotate':
      return {...settings, rotate: integer(value) ?? settings.rotate};
    case 'size':
      return {...settings, period: null};
    case 'maxsize':
      return {...settings, bySize: true};
    case 'maxage':
      return {...settings, maxAge: integer(value)};
    case 'compress':
      return {...settings, compress: true};
    case 'nocompress':
      return {...settings, compress: false};
    default:
      return settings;
  }
}

function extended(rule: RotationRule, line: string): RotationRule {
  return {...applied(rule, line), paths: rule.paths};
}

const scripts = new Set(['prerotate', 'postrotate', 'firstaction', 'lastaction', 'preremove']);

export interface RotationFile {
  /** Settings in force after this file. */
  readonly settings: Settings;
  readonly rules: readonly RotationRule[];
}

/** Reads what a file includes where it does so, with the settings that are in force there. */
export type ReadIncluded = (path: string, before: Settings) => RotationFile;

/** One file of logrotate, read with the settings that are in force before it. */
export function readRotationFile(text: string, before: Settings, readIncluded: ReadIncluded): RotationFile {
  let settings = before;
  let rule: RotationRule | null = null;
  let paths: string[] = [];
  let inScript = false;
  const rules: RotationRule[] = [];
  for (const line of plainLines(text)) {
    if (inScript) inScript = line !== 'endscript';
    else if (scripts.has(line)) inScript = true;
    else if (rule !== null && line === '}') {
      rules.push(rule);
      rule = null;
    } else if (rule !== null) rule = extended(rule, line);
    else if (/^["'/{]/.test(line)) {
      paths.push(...words(line.replace('{', '')).map(unquoted));
      if (line.endsWith('{')) {
        rule = {...settings, paths};
        paths = [];
      }
    } else if (/^include\s/.test(line)) {
      const inner = readIncluded(line.slice(8).trim(), settings);
      settings = inner.settings;
      for (const one of inner.rules) rules.push(one);
    } else settings = applied(settings, line);
  }
  return {settings, rules};
}
