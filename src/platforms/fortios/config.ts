import {cli} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import {partial, type Answers, type CommandText, type Parsed, type Reading} from '../../model/probe.ts';
import {edits, readEditTree, sections, type EditNode} from '../config/edit-tree.ts';

/** The configuration as far as it differs from what the firmware has by itself. */
export const show = cli('show', {seconds: 120, limit: 8_388_608});

export interface Vdom {
  /** null when the device is not divided. */
  readonly name: string | null;
  /** What stands in front of names of this part: empty, or `root/`. */
  readonly prefix: string;
  readonly node: EditNode;
}

export interface FortiConfig {
  readonly global: EditNode;
  readonly vdoms: readonly Vdom[];
  readonly lines: readonly string[];
  /** False when something in it was not understood, or stands outside of what the account sees. */
  readonly complete: boolean;
}

function joined(name: string, nodes: readonly EditNode[]): EditNode {
  const values = new Map(nodes.flatMap((node) => [...node.values]));
  return {kind: 'edit', name, values, children: nodes.flatMap(({children}) => children)};
}

function vdomsOf(root: EditNode): Vdom[] {
  const entries = edits(root, 'vdom');
  return [...new Set(entries.map(({name}) => name))].map((name) => ({
    name,
    prefix: `${name}/`,
    node: joined(
      name,
      entries.filter((entry) => entry.name === name),
    ),
  }));
}

/** @throws Gap for a text that is no configuration of FortiOS */
export function readConfig({text, cut}: Pick<CommandText, 'text' | 'cut'>): FortiConfig {
  const {root, unread} = readEditTree(text);
  const vdoms = vdomsOf(root);
  const divided = vdoms.length > 0 || sections(root, 'global').length > 0;
  const global = divided ? joined('global', sections(root, 'global')) : root;
  if (sections(global, 'system global').length === 0) throw new Gap('unsupported', 'show: no config system global');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const limited = /^#global_vdom=0/m.test(text) || (divided && vdoms.length === 0);
  return {
    global,
    vdoms: divided ? vdoms : [{name: null, prefix: '', node: root}],
    lines,
    complete: unread.length === 0 && !cut && !limited,
  };
}

const known = new WeakMap<CommandText, FortiConfig>();

/** @throws Gap */
export function configOf(answers: Answers): FortiConfig {
  const answer = answers.command(show.id);
  const config = known.get(answer) ?? readConfig(answer);
  known.set(answer, config);
  return config;
}

/** A reading of the configuration alone. */
export function ofConfig<T>(read: (config: FortiConfig) => Parsed<T>): Reading<T> {
  return {
    ask: [show],
    parse(answers) {
      const config = configOf(answers);
      const parsed = read(config);
      return config.complete ? parsed : partial(parsed.value, parsed.because ?? 'unsupported');
    },
  };
}
