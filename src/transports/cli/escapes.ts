/** A control sequence of ECMA-48. `parameters`: as they stand, `24;1`; empty for `ESC` with one letter. */
export interface Sequence {
  readonly kind: 'csi' | 'escape';
  readonly parameters: string;
  readonly final: string;
}

/** A parameter of a sequence; 0 when it is not given. */
export function numberOf({parameters}: Sequence, position: number): number {
  const digits = /^\d{1,6}$/.exec(parameters.split(';')[position] ?? '');
  return digits ? Number(digits[0]) : 0;
}

type State = 'none' | 'escape' | 'intermediate' | 'csi' | 'string' | 'string-escape';

const [bel, can, sub, esc] = [0x07, 0x18, 0x1a, 0x1b];
const longestParameters = 64;
const longestString = 1_024;

/**
 * Recognises control sequences byte by byte, across chunks. A sequence that is broken or too long is given up: what
 * follows is text again, so that a device cannot make the rest of its answer invisible with one of them.
 */
export class EscapeReader {
  #state: State = 'none';
  #parameters = '';
  #swallowed = 0;

  /** True while the next byte belongs to a sequence, as far as one can tell. */
  get active(): boolean {
    return this.#state !== 'none';
  }

  begin(): void {
    this.#state = 'escape';
    this.#parameters = '';
    this.#swallowed = 0;
  }

  /** `taken`: the byte was part of a sequence. `foreign`: it was not, and no sequence is open any more. */
  feed(byte: number): Sequence | 'taken' | 'foreign' {
    if (byte === esc && this.#state !== 'string') {
      this.begin();
      return 'taken';
    }
    switch (this.#state) {
      case 'escape':
        return this.#afterEscape(byte);
      case 'intermediate':
        if (byte >= 0x20 && byte <= 0x2f) return 'taken';
        return this.#end(byte >= 0x30 && byte <= 0x7e ? 'taken' : 'foreign');
      case 'csi':
        return this.#control(byte);
      case 'string':
      case 'string-escape':
        return this.#string(byte);
      case 'none':
        return 'foreign';
      default:
        return this.#state satisfies never;
    }
  }

  #end<T>(result: T): T {
    this.#state = 'none';
    return result;
  }

  #enter(state: State): 'taken' {
    this.#state = state;
    return 'taken';
  }

  #afterEscape(byte: number): Sequence | 'taken' | 'foreign' {
    const letter = String.fromCharCode(byte);
    if (letter === '[') return this.#enter('csi');
    if (']PX^_'.includes(letter)) return this.#enter('string');
    if (byte >= 0x20 && byte <= 0x2f) return this.#enter('intermediate');
    if (byte < 0x30 || byte > 0x7e) return this.#end('foreign');
    return this.#end({kind: 'escape', parameters: '', final: letter});
  }

  #control(byte: number): Sequence | 'taken' | 'foreign' {
    if (byte >= 0x40 && byte <= 0x7e) {
      return this.#end({kind: 'csi', parameters: this.#parameters, final: String.fromCharCode(byte)});
    }
    if (byte < 0x20 || byte > 0x3f || this.#parameters.length === longestParameters) return this.#end('foreign');
    this.#parameters += String.fromCharCode(byte);
    return 'taken';
  }

  /** The texts of OSC, DCS, SOS, PM and APC end with BEL or `ESC \`; they never hold a line feed. */
  #string(byte: number): Sequence | 'taken' | 'foreign' {
    if (byte === bel || byte === can || byte === sub) return this.#end('taken');
    if (byte === 0x0a || ++this.#swallowed > longestString) return this.#end('foreign');
    if (byte === esc) return this.#enter('string-escape');
    if (this.#state === 'string-escape') return this.#end(byte === 0x5c ? 'taken' : 'foreign');
    return 'taken';
  }
}
