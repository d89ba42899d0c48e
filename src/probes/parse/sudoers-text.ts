import type {FileText} from '../../model/probe.ts';

export interface SudoersLine {
  readonly file: string;
  /** Number of the line it starts on, from 1. */
  readonly line: number;
  readonly text: string;
}

function isComment(text: string): boolean {
  return text.startsWith('#') && !/^#(?:include|includedir)\s|^#\d/.test(text);
}

/** What stands before a comment at the line's end; `#` and digits are a uid. */
function withoutComment(text: string): string {
  for (let at = text.indexOf(' #'); at !== -1; at = text.indexOf(' #', at + 1)) {
    if (!/\d/.test(text.charAt(at + 2))) return text.slice(0, at);
  }
  return text;
}

/** Lines of a sudoers file, continued ones joined, without comments and blank lines. */
export function sudoersLines(file: FileText): SudoersLine[] {
  const lines: SudoersLine[] = [];
  let text = '';
  let start = 1;
  for (const [index, raw] of file.text.split('\n').entries()) {
    if (text === '') start = index + 1;
    const continued = raw.endsWith('\\') && !isComment(raw.trim());
    text += continued ? `${raw.slice(0, -1)} ` : raw;
    if (continued) continue;
    const clean = text.trim().replaceAll('\t', ' ');
    if (clean !== '' && !isComment(clean))
      lines.push({file: file.path, line: start, text: withoutComment(clean).trim()});
    text = '';
  }
  return lines;
}

/** Parts between separators that are neither quoted, escaped nor in parentheses; trimmed. */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === separator && depth <= 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, text.slice(from).trim()];
}

/** The first `=` outside quotes, escapes and parentheses cuts a line in two; null where there is none. */
export function splitAtEquals(text: string): readonly [string, string] | null {
  const [left = '', ...right] = splitOutside(text, '=');
  return right.length === 0 ? null : [left, text.slice(text.indexOf('=', left.length) + 1).trim()];
}
