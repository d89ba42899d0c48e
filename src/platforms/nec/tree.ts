import {cli} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {readIndented, type ConfigNode} from '../config/indented.ts';

/** The configuration is shown in configuration mode alone, which an administrator enters without a password of its own. */
export const configAsk = cli('show running-config', {privilege: 'root', seconds: 60});
export const versionAsk = cli('show version');

export const sign = /NEC Portable Internetwork Core Operating System Software/;

/** Every router prints it behind its ports, whatever is configured. */
const last = /^interface Null0\.0\s*$/m;

const known = new WeakMap<object, readonly ConfigNode[]>();

/** @throws Gap when it was not answered, or is no configuration of such a router */
export function readTree(answers: Answers): readonly ConfigNode[] {
  const answer = answers.command(configAsk.id);
  const earlier = known.get(answer);
  if (earlier !== undefined) return earlier;
  if (!sign.test(answer.text)) throw new Gap('unsupported', 'no heading of a configuration');
  if (!answer.cut && !last.test(answer.text)) throw new Gap('cut', 'the last interfaces are missing');
  const tree = readIndented(answer.text).filter(({text}) => !text.startsWith('!'));
  known.set(answer, tree);
  return tree;
}
