/** sudo judged the password, and found it wrong. */
const refusal = /incorrect password|no password was provided|authentication failure/i;
/** sudo judged the password, found it right, and has another reason not to run anything. */
const acceptance = /not in the sudoers file|not allowed to (?:run|execute)/;
const longest = 65_536;

/** What sudo says on stderr around one password, of which it is given exactly one. */
export class SudoDialogue {
  readonly #prompt: string;
  #heard = '';
  #prompts = 0;
  #started = false;

  constructor(nonce: string) {
    this.#prompt = `${nonce}:password:`;
  }

  /** `asked`: the password is wanted, for the first time. `refused`: it is wanted again. */
  hear(chunk: Buffer): 'asked' | 'refused' | null {
    if (this.#heard.length > longest) return null;
    this.#heard += chunk.toString('latin1');
    const before = this.#prompts;
    this.#prompts = this.#heard.split(this.#prompt).length - 1;
    if (this.#prompts > 1) return before > 1 ? null : 'refused';
    return this.#prompts > before ? 'asked' : null;
  }

  /** The command runs. @returns false when it did before */
  start(): boolean {
    const first = !this.#started;
    this.#started = true;
    return first;
  }

  /** True when sudo asked for the password and then ran the command. */
  get accepted(): boolean {
    return this.#started && this.#prompts === 1;
  }

  get refused(): boolean {
    return !this.#started && refusal.test(this.#heard);
  }

  /** True when the password was given and nothing tells what became of it: it may count as wrong over there. */
  get unanswered(): boolean {
    return this.#prompts === 1 && !this.#started && !this.refused && !acceptance.test(this.#heard);
  }
}
