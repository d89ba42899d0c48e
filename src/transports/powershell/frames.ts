/** What became of a question, by the word of the program that put it. */
export const answerStates = ['ok', 'cut', 'absent', 'denied', 'query', 'timeout', 'failed'] as const;
export type AnswerState = (typeof answerStates)[number];

export type PowerShellFrame =
  | {readonly kind: 'hello'; readonly version: string; readonly mode: string; readonly elevated: boolean}
  | {
      readonly kind: 'answer';
      readonly index: number;
      readonly state: AnswerState;
      readonly exitCode: number;
      readonly text: string;
      /** False when pieces of it were lost or added on the way. */
      readonly intact: boolean;
    }
  | {readonly kind: 'bye'};

const longestLine = 400;
const isState = (word: string): word is AnswerState => (answerStates as readonly string[]).includes(word);

/** Takes back what made a text printable ASCII; see the program. null: it is not of that form. */
export function unescapeText(text: string): string | null {
  if (/[^ -~]|\^(?!n|[0-9a-f]{4})/.test(text)) return null;
  return text.replaceAll(/\^(?:n|([0-9a-f]{4}))/g, (_, code: string | undefined) =>
    code === undefined ? '\n' : String.fromCharCode(parseInt(code, 16)),
  );
}

/**
 * Finds the answers of the PowerShell program in what a host sends. All of it is ASCII, whatever code page a console has: bytes
 * of value 0, which UTF-16 puts between, are left out, and so is every line that is none of ours.
 */
export class PowerShellReader {
  readonly #nonce: string;
  readonly #longestText: number;
  #line = '';
  #pieces: string[] = [];
  #size = 0;

  constructor(nonce: string, longestText: number) {
    this.#nonce = nonce;
    this.#longestText = longestText;
  }

  /** Frames completed by this chunk, in order. */
  push(chunk: Buffer): PowerShellFrame[] {
    const lines = (this.#line + chunk.toString('latin1').replaceAll('\0', '')).split('\n');
    this.#line = (lines.pop() ?? '').slice(0, longestLine);
    return lines.flatMap((line) => this.#read(line.replace(/\r+$/, '')));
  }

  #read(line: string): PowerShellFrame[] {
    if (line.length > longestLine) return [];
    const words = line.trimEnd().split(' ');
    // A byte-order mark, or a prompt, may stand before the first of our words.
    const at = words.findIndex((word) => word.endsWith(this.#nonce));
    if (at !== -1) return this.#signal(words.slice(at + 1));
    if (line.startsWith('.') && this.#size <= this.#longestText) {
      this.#pieces.push(line.slice(1));
      this.#size += line.length - 1;
    }
    return [];
  }

  #signal([word, ...rest]: readonly string[]): PowerShellFrame[] {
    const pieces = this.#pieces.join('');
    this.#pieces = [];
    this.#size = 0;
    if (word === 'bye' && rest.length === 0) return [{kind: 'bye'}];
    if (word === 'hello') return this.#hello(rest);
    return word === 'answer' ? this.#answer(rest, pieces) : [];
  }

  #hello([version = '', mode = '', elevated = '']: readonly string[]): PowerShellFrame[] {
    if (!/^[\w.+-]{1,40}$/.test(version) || !/^[01]$/.test(elevated)) return [];
    return [{kind: 'hello', version, mode, elevated: elevated === '1'}];
  }

  #answer([index = '', state = '', exit = '', length = '']: readonly string[], pieces: string): PowerShellFrame[] {
    if (!isState(state) || !/^\d{1,5}$/.test(index) || !/^-?\d{0,11}$/.test(exit) || !/^\d{1,9}$/.test(length))
      return [];
    const text = Number(length) === pieces.length ? unescapeText(pieces) : null;
    const known = {kind: 'answer', index: Number(index), state, exitCode: Number(exit)} as const;
    return [{...known, text: text ?? '', intact: text !== null}];
  }
}
