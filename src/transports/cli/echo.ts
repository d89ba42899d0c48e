/** Where an answer begins in what was printed after a command was typed. */
export interface Echo {
  /** Position of the first byte behind the echo, or behind the line of the prompt where there was no echo. */
  readonly start: number;
  readonly echoed: boolean;
  /** True when there was other text in front of the echo: more of the answer before. */
  readonly late: boolean;
}

const squeeze = (text: string): string => text.replace(/ +/g, '');

interface Line {
  readonly text: string;
  /** Position behind its line feed. */
  readonly end: number;
}

function* linesOf(text: string): Generator<Line> {
  for (let at = 0; ;) {
    const feed = text.indexOf('\n', at);
    if (feed === -1) return;
    yield {text: squeeze(text.slice(at, feed)), end: feed + 1};
    at = feed + 1;
  }
}

/** Terminals of 80 columns and long commands: an echo is never wrapped oftener. */
const mostWraps = 8;

/** The echo on the line of the prompt, which may be wrapped to further lines. Blanks tell nothing: wraps add some. */
function echoAtOnce(lines: Iterable<Line>, wholes: readonly string[]): number | null {
  let sofar = '';
  let wraps = 0;
  for (const {text, end} of lines) {
    sofar += text;
    if (wholes.includes(sofar)) return end;
    if (++wraps > mostWraps || !wholes.some((whole) => whole.startsWith(sofar))) return null;
  }
  return null;
}

/** An echo that was scrolled sideways (`host#$st of the command`), or whose words the device completed. */
function echoInPart(first: string, prompt: string, command: string): boolean {
  if (!first.startsWith(prompt)) return false;
  const rest = first.slice(prompt.length);
  if (/^[$<]/.test(rest)) return rest.length > 4 && command.endsWith(rest.slice(1));
  return rest.startsWith(command.slice(0, 6));
}

function echoLater(text: string, whole: string, prompt: string): Echo | null {
  let late = false;
  for (const {text: line, end} of linesOf(text)) {
    if (line === whole) return {start: end, echoed: true, late};
    late ||= line !== '' && line !== prompt;
  }
  return null;
}

function silent(text: string, prompt: string, first: Line): Echo {
  if (first.text === squeeze(prompt)) return {start: first.end, echoed: false, late: false};
  return {start: text.startsWith(prompt) ? prompt.length : 0, echoed: false, late: false};
}

/**
 * Finds the echo of a command in what came after it was typed behind a prompt. Text in latin1; linear.
 * `echoes`: whether the device gave echoes before, null when that is not known. The less is known, the less is taken for
 * an echo: an answer may hold what looks like one.
 */
export function findEcho(text: string, prompt: string, command: string, echoes: boolean | null): Echo {
  const [mark, typed] = [squeeze(prompt), squeeze(command)];
  const first = linesOf(text).next();
  if (first.done === true) return {start: 0, echoed: false, late: false};
  const echoed = (start: number): Echo => ({start, echoed: true, late: false});
  if (first.value.text === mark + typed) return echoed(first.value.end);
  if (echoes === false) return silent(text, prompt, first.value);
  const atOnce = echoAtOnce(linesOf(text), [mark + typed, typed]);
  if (atOnce !== null) return echoed(atOnce);
  if (echoInPart(first.value.text, mark, typed)) return echoed(first.value.end);
  return (echoes ? echoLater(text, mark + typed, mark) : null) ?? silent(text, prompt, first.value);
}
