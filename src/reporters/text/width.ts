import {characterWidth, width} from '../../model/width.ts';

/** The text cut to at most `columns`, with `…` when something was left out. */
export function fit(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += characterWidth(character);
    if (used > columns) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The text cut or padded with spaces to exactly `columns`. */
export function pad(text: string, columns: number): string {
  const fitted = fit(text, columns);
  return fitted + ' '.repeat(Math.max(0, columns - width(fitted)));
}

/** Text broken into lines of at most `columns`; at spaces where there are some, else between characters. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/ +|[^ \u0080-\uffff]+|./gsu) ?? []) {
    if (line !== '' && width(line) + width(word) > columns) {
      lines.push(line.trimEnd());
      line = word.trimStart();
    } else line += word;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines.flatMap((part) => (width(part) <= columns ? [part] : hardWrap(part, columns)));
}

function hardWrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (width(line) + characterWidth(character) > columns) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}
