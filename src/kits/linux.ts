import {askId, type Cost} from '../model/ask.ts';
import {sha256Hex} from '../model/digest.ts';
import type {Slot} from '../model/plan.ts';
import type {Bilingual} from '../model/text.ts';
import {textsOf} from '../plan/texts.ts';
import {linux} from '../platforms/linux.ts';
import {readFiles} from '../platforms/shell-script.ts';
import {probes} from '../probes/index.ts';
import {readingsOf} from '../readings.ts';
import type {Kit} from './kit.ts';
import {linuxScript} from './linux/script.ts';
import {questionLine, questionsDigest, questionsOf} from './questions.ts';

const texts = textsOf(probes, new Set());

function slotsFor(costs: readonly Cost[]): readonly Slot[] {
  return texts.shell(linux, {id: costs.join(' '), costs}, 'none', 'user').slots;
}

/** Titles of the facts that all is asked for, each once. */
function titlesOf(asked: ReadonlySet<string>): Bilingual[] {
  const told = probes.filter((probe) =>
    readingsOf(probe, linux.id).some(({ask}) => ask.length > 0 && ask.every((each) => asked.has(askId(each)))),
  );
  return [...new Map(told.map(({title}) => [title.en, title])).values()];
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
        titles: titlesOf(new Set(asks.map(askId))),
      });
    const id = sha256Hex(textFor('0'.repeat(16))).slice(0, 16);
    return {name: 'mizumori-kit-linux.sh', text: textFor(id), mode: 0o755, id, questions: digest, asks};
  },
  answers: {slots: () => slotsFor(['cheap', 'disk', 'slow']), filesProgram: readFiles},
};
