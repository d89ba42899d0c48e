import {cli} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import type {CommandText, Parsed, Reading} from '../../model/probe.ts';
import {committed} from '../config/committed.ts';
import {readBraces, readSetLines} from '../config/read-words.ts';
import {has, type WordTree} from '../config/word-tree.ts';
import {wholeLines} from '../config/words.ts';
import type {Caution} from '../text/caution.ts';
import {inherited} from './groups.ts';

/** The committed configuration, with what groups give it, one statement a line. */
export const show = cli('show configuration | display inheritance no-comments | display set', {
  id: 'show configuration',
  seconds: 120,
  limit: 8_388_608,
});

interface JunosConfig {
  readonly tree: WordTree;
  readonly lines: readonly string[];
  /** False when something was not understood, or holds for parts of the device that are not told apart. */
  readonly complete: boolean;
}

/** Lines around the configuration: when it was committed, what the routing engine is. */
const around = /^(?:## Last (?:commit|changed): |\{(?:master|backup|primary|secondary|linecard)[^}\n]{0,40}\}\s*$)/;

const divided = ['logical-systems', 'tenants'];

/** @throws Gap for a text that is no configuration of Junos */
function readConfig({text: told, cut}: Pick<CommandText, 'text' | 'cut'>): JunosConfig {
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

const whole = committed({ask: show, read: readConfig, lacks: ({complete}) => (complete ? null : 'unsupported')});

export const {configOf, cautious} = whole;

/** A reading of the configuration alone. */
export function ofConfig<T>(
  read: (tree: WordTree, config: JunosConfig) => Parsed<T>,
  caution?: Caution<T>,
): Reading<T> {
  return whole.ofConfig((config) => read(config.tree, config), caution);
}
