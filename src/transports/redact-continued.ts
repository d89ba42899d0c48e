import {isMarked, type Hide} from './redact-pattern.ts';
import {secretWord} from './redact-names.ts';
import {pointsElsewhere} from './redact-value.ts';

/** A name at the end of a line, with what says that its value is on the next: `\`, YAML's `|` and `>`, or nothing. */
const opened = new RegExp(
  String.raw`${secretWord}\d{0,2}["'\]]{0,2}(?:\s{0,8}(?:=>|:=|[=:])\s{0,16}(\\|[|>][-+]?)?|\s{1,16}(\\))$`,
  'i',
);
const longestEnd = 160;

function indent(line: string): number {
  return line.length - line.trimStart().length;
}

/** Where the value that line `at` announces ends: behind its last line; `at + 1` when there is none. */
function valueEnd(lines: readonly string[], at: number, sign: string): number {
  const lineAt = (i: number): string => (lines[i] ?? '').trimEnd();
  let to = at + 1;
  if (sign === '\\') {
    while (to < lines.length && lineAt(to - 1).endsWith('\\')) to += 1;
    return to;
  }
  const deeper = (i: number): boolean => lineAt(i) !== '' && indent(lineAt(i)) > indent(lineAt(at));
  if (sign === '') return to < lines.length && deeper(to) && /^\s*[^\s:=#[{-][^\s:=]*$/.test(lineAt(to)) ? to + 1 : to;
  while (to < lines.length && deeper(to)) to += 1;
  return to;
}

function hideLine(line: string, hide: Hide): string {
  const [, front = '', value = '', back = ''] = /^(\s*["']?)(.*?)(["';,]*(?:\s*\\)?\s*)$/.exec(line) ?? [];
  const plain = value === '' || value.startsWith('-') || isMarked(value) || pointsElsewhere(value);
  return plain || value.startsWith('$') ? line : `${front}${hide('password', value)}${back}`;
}

/** Hides values that stand on the lines after their names. */
export function redactContinued(lines: string[], hide: Hide, mayHold: (line: string) => boolean): void {
  for (let i = 0; i < lines.length - 1; i++) {
    const end = (lines[i] ?? '').slice(-longestEnd).trimEnd();
    if (!/[\\=:|>+-]$/.test(end) || !mayHold(end)) continue;
    const found = opened.exec(end);
    if (found === null) continue;
    const to = valueEnd(lines, i, found[1] ?? found[2] ?? '');
    for (let k = i + 1; k < to; k++) lines[k] = hideLine(lines[k] ?? '', hide);
    i = Math.max(i, to - 1);
  }
}
