import type {CliAsk} from '../../model/ask.ts';
import type {GapReason} from '../../model/evidence.ts';
import {Gap} from '../../model/fact.ts';
import {partial, type Answers, type CommandText, type Parsed, type Reading} from '../../model/probe.ts';
import type {Caution} from '../text/caution.ts';
import {remembered} from '../text/remembered.ts';

interface Form<C> {
  /** Prints it. */
  readonly ask: CliAsk;
  /** @throws Gap for a text that is no configuration of the platform */
  readonly read: (answer: CommandText) => C;
  /** Why a configuration does not tell everything; null: it does. */
  readonly lacks: (config: C) => GapReason | null;
}

/** Ways to read facts from a configuration that one command prints and that is taken apart once for all of them. */
export function committed<C>({ask, read, lacks}: Form<C>) {
  const once = remembered(read);

  /** @throws Gap */
  const configOf = (answers: Answers): C => once(answers.command(ask.id));

  /** What a configuration tells, as far as it may be told when a part is missing. @throws Gap when that is nothing */
  function cautious<T>(config: C, parsed: Parsed<T>, caution: Caution<T>): Parsed<T> {
    const reason = lacks(config);
    if (reason === null) return parsed;
    const left = caution(parsed.value);
    if (left === null) throw new Gap(reason, `${ask.id}: a part is missing`);
    return partial(left, reason);
  }

  /** A reading of the configuration alone. */
  function ofConfig<T>(read: (config: C) => Parsed<T>, caution: Caution<T> = (value) => value): Reading<T> {
    return {
      ask: [ask],
      parse(answers) {
        const config = configOf(answers);
        return cautious(config, read(config), caution);
      },
    };
  }

  return {configOf, cautious, ofConfig};
}
