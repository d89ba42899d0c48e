import {Bytes} from './bytes.ts';
import {findEcho, type Echo} from './echo.ts';
import {Screen} from './screen.ts';

/** Kept of an answer beside its limit: enough for the echo, or to see that there is none. */
const room = 16_384;

/** What a device printed since a command was typed. */
export class Transcript {
  readonly #screen = new Screen((text) => this.#text.add(text));
  #text = new Bytes(room);
  /** The line that the command was typed behind. */
  #behind = '';
  #run = '';
  /** Whether the device echoes; null before the first command. */
  #echoes: boolean | null = null;

  /** The open line, as in `Screen`. */
  get line(): Buffer | null {
    return this.#screen.line;
  }

  /** True when no line has ended since the command was typed. */
  get empty(): boolean {
    return this.#text.view.length === 0;
  }

  /** True when there is nothing to be seen in the answer so far. */
  get blank(): boolean {
    return !/\S/.test(this.body.toString('latin1'));
  }

  /** True when not all of the answer was kept. */
  get cut(): boolean {
    return this.#text.cut;
  }

  /** The answer so far, without echo and open line. */
  get body(): Buffer {
    return this.#text.view.subarray(this.echo().start);
  }

  /** False while the echo is missing that the device gave for other commands. */
  get inStep(): boolean {
    return !this.#echoes || this.echo().echoed;
  }

  push(chunk: Buffer): void {
    this.#screen.push(chunk);
  }

  erase(from: number): void {
    this.#screen.erase(from);
  }

  /** A command is typed behind a line; up to `limit` bytes of its answer are kept. */
  begin(behind: Buffer, run: string, limit: number): void {
    if (this.#run !== '') this.#echoes = this.#echoes === true || this.echo().echoed;
    this.#behind = behind.toString('latin1');
    this.#run = run;
    this.#text = new Bytes(room + limit);
  }

  echo(): Echo {
    return findEcho(this.#text.view.toString('latin1'), this.#behind, this.#run, this.#echoes);
  }

  /** True when what came is the rest of the answer before. `leaving`: devices say good-bye without an echo. */
  isRest(leaving: boolean): boolean {
    if (this.#run === '') return false;
    const {echoed, late} = this.echo();
    if (echoed || !this.#echoes) return late;
    return leaving ? this.cut : !this.blank;
  }
}
