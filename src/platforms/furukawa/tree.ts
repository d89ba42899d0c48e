import {cli} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {readIndented, type ConfigNode} from '../config/indented.ts';

/** What runs is shown under the one name or the other. */
export const configAsks = [
  cli('show current.cfg', {privilege: 'root', seconds: 60}),
  cli('show running.cfg', {privilege: 'root', seconds: 60}),
];
export const versionAsk = cli('show version');

/** `!  LAST EDIT    14:15:56 2023/01/08 by user`; so with REFRESH and SAVE. */
const heading = /^!\s{1,4}LAST (?:EDIT|REFRESH|SAVE)\s{1,8}\d/m;

/** @throws Gap when neither was answered, or none is a configuration of such a router */
export function configText(answers: Answers): string {
  let gap = new Gap('unsupported', 'no configuration of a FITELnet');
  for (const {id} of configAsks) {
    try {
      const {text} = answers.command(id);
      if (heading.test(text)) return text;
    } catch (error) {
      if (!(error instanceof Gap)) throw error;
      gap = error;
    }
  }
  throw gap;
}

/** @throws Gap */
export function readTree(answers: Answers): readonly ConfigNode[] {
  return readIndented(configText(answers)).filter(({text}) => !/^(?:!.*|exit|end)$/.test(text));
}
