import {askId, type Cost} from '../model/ask.ts';
import {sha256Hex} from '../model/digest.ts';
import type {Slot} from '../model/plan.ts';
import {textsOf} from '../plan/texts.ts';
import {linux} from '../platforms/linux.ts';
import {readFiles} from '../platforms/shell-script.ts';
import {probes} from '../probes/index.ts';
import type {Kit} from './kit.ts';
import {linuxScript} from './linux/script.ts';
import {questionLine, questionsDigest, questionsOf} from './questions.ts';
import {titlesOf} from './titles.ts';

const texts = textsOf(probes, new Set());

function slotsFor(costs: readonly Cost[]): readonly Slot[] {
  return texts.shell(linux, {id: costs.join(' '), costs}, 'none', 'user').slots;
}

/** A POSIX-sh collector that asks what a scan would ask, of the machine that it is run on. */
export const linuxKit: Kit = {
  id: 'linux',
  title: {en: 'Linux: a script to run', ja: 'Linux（実行するスクリプト）'},
  platforms: [linux.id],
  write: ({costs, tool}) => {
    const slots = slotsFor(costs);
    const asks = slots.flatMap((slot) => [...slot.asks]);
    const questions = questionsOf(slots, readFiles);
    const digest = questionsDigest(questions);
    const textFor = (id: string): string =>
      linuxScript({
        ...{id, tool, slots, questions: digest, questionLines: questions.map(questionLine)},
        titles: titlesOf(linux.id, new Set(asks.map(askId))),
      });
    const id = sha256Hex(textFor('0'.repeat(16))).slice(0, 16);
    return {
      ...{name: 'mizumori-kit-linux.sh', text: textFor(id), encoding: 'utf8', mode: 0o755},
      ...{id, questions: digest, asks},
    };
  },
  answers: {form: 'shell', slots: () => slotsFor(['cheap', 'disk', 'slow']), filesProgram: readFiles},
};
