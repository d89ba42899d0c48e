import {askId} from '../model/ask.ts';
import type {Bilingual} from '../model/text.ts';
import {probes} from '../probes/index.ts';
import {readingsOf} from '../readings.ts';

/** Titles of the facts of a platform that all is asked for, each once. `asked`: ids of questions. */
export function titlesOf(platform: string, asked: ReadonlySet<string>): Bilingual[] {
  const told = probes.filter((probe) =>
    readingsOf(probe, platform).some(({ask}) => ask.length > 0 && ask.every((each) => asked.has(askId(each)))),
  );
  return [...new Map(told.map(({title}) => [title.en, title])).values()];
}
