import {forms, loadOverlay, storedWaivers, type Knowledge} from '../index.ts';
import type {Waiver} from '../model/waiver.ts';
import {exitCodes, knowledgeOf} from './context.ts';
import {layoutOf, runFolderOf, todayOf, writeForm, type FormOptions} from './form.ts';
import {overlayPath} from './overlay.ts';

function waiversOf(options: FormOptions, knowledge: Knowledge): readonly Waiver[] {
  const path = overlayPath('waivers', options, options.inventory);
  if (path !== null) return loadOverlay(knowledge, {waivers: path, attestations: null}).waivers;
  return options.run === undefined ? [] : storedWaivers(options.run);
}

/** Writes the waivers as a table to fill in; an empty one where there are none. */
export async function waiversCommand(options: FormOptions): Promise<number> {
  const layout = layoutOf(options);
  runFolderOf(options);
  const knowledge = await knowledgeOf(options);
  const waivers = waiversOf(options, knowledge);
  const day = await todayOf(options, knowledge);
  await writeForm('waivers', options, layout, () => forms.waiversFile(waivers, day, layout));
  return exitCodes.good;
}
