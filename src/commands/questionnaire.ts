import {forms, loadOverlay, storedAttestations, type Knowledge} from '../index.ts';
import type {Attestation} from '../model/attestation.ts';
import {dayIn, minutesOfDay} from '../model/zoned-time.ts';
import {readAssets, readRun} from '../run/read.ts';
import {readFindings} from '../run/subjects.ts';
import {exitCodes, knowledgeOf} from './context.ts';
import {layoutOf, runFolderOf, todayOf, writeForm, type FormOptions} from './form.ts';
import {overlayPath} from './overlay.ts';

export interface QuestionnaireOptions extends FormOptions {
  readonly all?: boolean;
}

function attestationsOf(options: QuestionnaireOptions, knowledge: Knowledge): readonly Attestation[] {
  const path = overlayPath('attestations', options, options.inventory);
  if (path !== null) return loadOverlay(knowledge, {waivers: null, attestations: path}).attestations;
  return options.run === undefined ? [] : storedAttestations(options.run);
}

function localMinute(iso: string, timezone: string): string {
  const instant = new Date(iso);
  const minutes = minutesOfDay(instant, timezone);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${dayIn(instant, timezone)} ${hour ?? ''}:${minute ?? ''}`;
}

/** What the checks of a run say of each clause; null without a run. */
function checkedIn(options: QuestionnaireOptions, {guideline}: Knowledge): forms.QuestionnaireInput['checked'] {
  const folder = runFolderOf(options);
  if (folder === null || options.run === undefined) return null;
  const {id, asOf} = readRun(options.run);
  const {assets, site} = readAssets(folder);
  const kinds = new Map(assets.map((asset) => [asset.id, asset.kind]));
  return {
    evidence: forms.evidenceOf(guideline, readFindings(options.run), (asset) => kinds.get(asset)),
    run: {id, asOf: localMinute(asOf, site.timezone)},
  };
}

/** Writes the clauses that people answer as a table to fill in. */
export async function questionnaireCommand(options: QuestionnaireOptions): Promise<number> {
  const layout = layoutOf(options);
  const knowledge = await knowledgeOf(options);
  const checked = checkedIn(options, knowledge);
  const input = {
    guideline: knowledge.guideline,
    attestations: attestationsOf(options, knowledge),
    checked,
    day: await todayOf(options, knowledge),
    all: options.all ?? false,
  };
  await writeForm('questionnaire', options, layout, () => forms.questionnaireFile(input, layout));
  return exitCodes.good;
}
