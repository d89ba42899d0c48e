import {cli} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import {partial, type Answers, type CommandText, type Parsed, type Reading} from '../../model/probe.ts';
import {readBraces, readSetLines} from '../config/read-words.ts';
import {has, type WordTree} from '../config/word-tree.ts';
import {wholeLines} from '../config/words.ts';
import type {Caution} from '../text/caution.ts';
import {remembered} from '../text/remembered.ts';
import {inherited} from './groups.ts';

/** The committed configuration, with what groups give it, one statement a line. */
export const show = cli('show configuration | display inheritance no-comments | display set', {
  id: 'show configuration',
  seconds: 120,
  limit: 8_388_608,
});

export interface JunosConfig {
  readonly tree: WordTree;
  readonly lines: readonly string[];
  /** False when something was not understood, or holds for parts of the device that are not told apart. */
  readonly complete: boolean;
}

/** Lines around the configuration: when it was committed, what the routing engine is. */
const around = /^(?:## Last (?:commit|changed): |\{(?:master|backup|primary|secondary|linecard)[^}\n]{0,40}\}\s*$)/;

const divided = ['logical-systems', 'tenants'];

/** @throws Gap for a text that is no configuration of Junos */
export function readConfig({text: told, cut}: Pick<CommandText, 'text' | 'cut'>): JunosConfig {
  const text = wholeLines(told, cut);
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !around.test(line));
  const body = lines.join('\n');
  const {tree, unread} = lines.some((line) => line.startsWith('set ')) ? readSetLines(body) : readBraces(body);
  if (!has(tree, 'system')) throw new Gap('unsupported', 'show configuration: no system');
  const hidden = /## ACCESS-DENIED|\/\* ACCESS-DENIED \*\//.test(text);
  const complete =
    unread.length === 0 && !cut && !hidden && inherited(tree, body) && !divided.some((name) => has(tree, name));
  return {tree, lines, complete};
}

const once = remembered(readConfig);

/** @throws Gap */
export function configOf(answers: Answers): JunosConfig {
  return once(answers.command(show.id));
}

/** @throws Gap when what is missing leaves nothing to tell */
export function cautious<T>(config: JunosConfig, parsed: Parsed<T>, caution: Caution<T>): Parsed<T> {
  if (config.complete) return parsed;
  const left = caution(parsed.value);
  if (left === null) throw new Gap('unsupported', 'show configuration: a part is missing');
  return partial(left, 'unsupported');
}

/** A reading of the configuration alone. */
export function ofConfig<T>(
  read: (tree: WordTree, config: JunosConfig) => Parsed<T>,
  caution: Caution<T> = (value) => value,
): Reading<T> {
  return {
    ask: [show],
    parse(answers) {
      const config = configOf(answers);
      const parsed = read(config.tree, config);
      return cautious(config, parsed, caution);
    },
  };
}
