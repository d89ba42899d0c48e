import type {Slot} from '../../model/plan.ts';
import {readFiles, sweepSession} from '../../platforms/shell-script.ts';
import type {ScriptInput} from '../kit.ts';
import {asking, collector, identity} from './collector.ts';
import {front} from './front.ts';
import {words} from './words.ts';

export interface LinuxScriptInput extends ScriptInput {
  readonly slots: readonly Slot[];
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Seconds after which nothing more is asked. Nothing takes as long as that, as every question is bounded. */
export function longestSeconds(slots: readonly Slot[]): number {
  return Math.ceil((slots.reduce((sum, {seconds}) => sum + seconds, 0) + 60) / 60) * 60;
}

const speech = Object.entries(words).map(([name, {ja, en}]) => `say_${name}() { say ${quote(ja)} ${quote(en)}; }`);

const head = ({id, tool, questions}: LinuxScriptInput): string => `#!/bin/sh
# Mizumori (水守): offline kit for Linux / オフライン収集キット（Linux）
# kit ${id}, questions ${questions}
# It reads; it writes one answer file beside itself, and nothing else. / 読み取りだけを行い、結果ファイル1個だけを書き出します。
KIT=${id} TOOL=${quote(tool)} QUESTIONS=${questions}
L=en
case \${LC_ALL:-\${LC_MESSAGES:-\${LANG-}}} in ja*[Uu][Tt][Ff]*8) L=ja ;; esac
LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin
export LC_ALL PATH
unset ENV BASH_ENV CDPATH GREP_OPTIONS TMOUT IFS
umask 077
say() { if [ "$L" = ja ]; then printf '%s\\n' "$1"; else printf '%s\\n' "$2"; fi; }
${speech.join('\n')}
titles() {
  if [ "$L" = ja ]; then printf '  - %s\\n' "$TITLES_JA"; else printf '  - %s\\n' "$TITLES_EN"; fi
}
${sweepSession}`;

/** The text of the collector: a head, what it asks, and the two parts that it runs as. */
export function linuxScript(input: LinuxScriptInput): string {
  const {slots, questionLines, titles} = input;
  const list = (language: 'ja' | 'en'): string => quote(titles.map((title) => title[language]).join('\n  - '));
  return [
    head(input),
    `TITLES_JA=${list('ja')}`,
    `TITLES_EN=${list('en')}`,
    `SLOTS=${slots.length} MINUTES=${longestSeconds(slots) / 60} ASKS=${quote(questionLines.join('\n'))}`,
    readFiles,
    `questions() {\n${slots.map(({line}) => line).join('\n')}\n}`,
    identity,
    asking,
    collector(longestSeconds(slots)),
    front,
  ].join('\n');
}
