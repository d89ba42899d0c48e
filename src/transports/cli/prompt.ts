import {lineMatches} from './decodings.ts';

/** Marks for a configuration that is not saved, committed or in step with its peer. */
const marks = /[*^!~]/g;
/** Where one is in the configuration: `FGT (global) #`. Not when it is all the prompt holds: `(switch) #`. */
const context = /(?<=\S) ?\([^()]*\)(?= ?[#>$%]$)/;

function core(prompt: string): string {
  return prompt.trim().replace(marks, '').replace(context, '').trim();
}

/** True when `next` is `last` with one of its numbers grown by one: some prompts count the commands. */
function counted(last: string, next: string): boolean {
  const [before, after] = [last, next].map((text) => text.split(/(\d+)/)) as [string[], string[]];
  if (before.length !== after.length) return false;
  const changed = before.flatMap((part, at) => (part === after[at] ? [] : [at]));
  const [at] = changed;
  return at !== undefined && changed.length === 1 && at % 2 === 1 && Number(after[at]) === Number(before[at]) + 1;
}

/** A prompt without what tells the mode: its sign at the end, and where one is in the configuration. */
export function promptBase(prompt: string): string {
  return core(prompt).replace(/[>#$%]$/, '');
}

function sameButMode(last: string, next: string): boolean {
  return promptBase(last) === promptBase(next);
}

/** The prompt of one session. What a platform's pattern takes for a prompt may be a line of an answer, too. */
export class PromptMemory {
  readonly #pattern: RegExp;
  #learnt: string | null = null;
  #confirmed = false;
  /** False when it was seen twice with the same numbers: a line with the next number is no prompt then. */
  #mayCount = true;

  constructor(pattern: RegExp) {
    this.#pattern = pattern;
  }

  /** True when the same prompt was seen twice, with a command in between. */
  get confirmed(): boolean {
    return this.#confirmed;
  }

  /** `same`: the prompt of this session, in the same mode. `likely`: it might be one. */
  judge(line: Buffer): 'same' | 'likely' | null {
    if (line.length === 0 || !lineMatches(line, this.#pattern)) return null;
    return this.#isSame(line.toString('latin1')) ? 'same' : 'likely';
  }

  learn(line: Buffer): void {
    const next = line.toString('latin1');
    const last = this.#learnt;
    this.#confirmed = this.#isSame(next) || (this.#confirmed && last !== null && sameButMode(last, next));
    if (last !== null && core(last) === core(next)) this.#mayCount = false;
    this.#learnt = next;
  }

  #isSame(next: string): boolean {
    if (this.#learnt === null) return false;
    const [before, after] = [core(this.#learnt), core(next)];
    return before === after || (this.#mayCount && counted(before, after));
  }
}
