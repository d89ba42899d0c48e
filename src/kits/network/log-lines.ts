import type {CliDialect} from '../../model/platform.ts';
import {Screen} from '../../transports/cli/screen.ts';

/** One line of a log, as a terminal would have shown it. */
export interface LogLine {
  readonly text: string;
  /** It stands behind a question of the pager, which was answered by going on or by leaving. */
  readonly afterPager: boolean;
  /** A question of the pager stood there, and the control characters that took it off again were not logged. */
  readonly spoilt: boolean;
}

export interface LogText {
  readonly text: string;
  readonly encoding: 'utf8' | 'cp932' | 'lossy';
}

function strictly(bytes: Buffer, encoding: 'utf-8' | 'shift_jis'): string | null {
  try {
    // A log that ends within a character is of the same encoding all the same.
    return new TextDecoder(encoding, {fatal: true}).decode(bytes, {stream: true});
  } catch {
    return null;
  }
}

/** A log as it was written by a terminal program: UTF-8, UTF-16 with a mark, or what the device said in cp932. */
export function decodeLog(bytes: Buffer): LogText {
  if (bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])))
    return {text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf8'};
  const [utf8, cp932] = [strictly(bytes, 'utf-8'), strictly(bytes, 'shift_jis')];
  if (utf8 !== null) return {text: utf8, encoding: 'utf8'};
  if (cp932 !== null) return {text: cp932, encoding: 'cp932'};
  return {text: new TextDecoder('utf-8').decode(bytes), encoding: 'lossy'};
}

/** A pattern for the questions of a pager wherever they stand: theirs ends with the open line. */
function questions({pattern}: NonNullable<CliDialect['pager']>): RegExp {
  const source = pattern.source.replace(/(?:\\s\*| \?)?\$$/, '').replaceAll('.{', '[^\\x00-\\x1f]{');
  return new RegExp(`(?:${source}) {0,4}`, pattern.flags.replaceAll(/[gy]/g, '') + 'g');
}

/** The text between questions of the pager, in order; `clean`: a control character follows the question in front. */
function* pagesOf(text: string, pager: CliDialect['pager']): Generator<{text: string; clean: boolean}> {
  let at = 0;
  let clean = true;
  for (const found of pager === null ? [] : text.matchAll(questions(pager))) {
    yield {text: text.slice(at, found.index), clean};
    at = found.index + found[0].length;
    const next = text.charCodeAt(at);
    clean = Number.isNaN(next) || next < 0x20;
  }
  yield {text: text.slice(at), clean};
}

/** Lines of a log with its control characters carried out and questions of the pager taken off; the open line comes last. */
export function logLines(text: string, pager: CliDialect['pager']): LogLine[] {
  const lines: LogLine[] = [];
  let open = '';
  let [afterPager, spoilt] = [false, false];
  const add = (line: string): void => {
    const blank = line.trim() === '';
    // Blanks that took the question off are no text.
    lines.push({text: blank && afterPager ? '' : line, afterPager, spoilt});
    if (!blank) afterPager = false;
    spoilt = false;
  };
  const screen = new Screen((piece) => {
    const said = open + piece.toString();
    open = said.endsWith('\n') ? '' : said;
    if (said.endsWith('\n')) add(said.slice(0, -1));
  });
  for (const [index, page] of [...pagesOf(text, pager)].entries()) {
    if (index > 0) {
      // The line that the question stood in is no text, even where Enter was pressed.
      if (screen.line?.toString().trim() === '') screen.erase(0);
      afterPager = true;
      spoilt ||= !page.clean;
    }
    screen.push(Buffer.from(page.text));
  }
  add(open + (screen.line?.toString() ?? ''));
  return lines;
}
