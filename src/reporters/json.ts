import {actionJson} from '../model/action.ts';
import type {Reporter, ReportInput} from './input.ts';

/** JSON made safe inside a script element too; lone surrogates are `\ud800` escapes already. */
function safe(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** JSON of each, in one piece. */
function* whole(values: Iterable<unknown>): Generator<Iterable<string>> {
  for (const value of values) yield [JSON.stringify(value)];
}

function frame(input: ReportInput): Readonly<Record<string, unknown>> {
  const {masked, run, site, profile, guideline, overlay, clauseReport} = input;
  const {organisation, sections, zones, kinds} = clauseReport;
  return {
    schema: 1,
    ...(masked ? {masked} : {}),
    run,
    site,
    profile: {id: profile.id, title: profile.title, floor: profile.floor, digest: profile.digest},
    guideline: {id: guideline.id, title: guideline.title, edition: guideline.edition, digest: guideline.digest},
    ...overlay,
    clauseTallies: {organisation, sections, zones, kinds},
  };
}

async function* findingsOf(input: ReportInput): AsyncIterable<Elements> {
  for await (const subject of input.subjects())
    yield subject.findingTexts?.map((text) => [text]) ?? whole(subject.findings);
}

/** Elements of a list, each as JSON in pieces. */
type Elements = Iterable<Iterable<string>>;

/** Characters that are handed on at a time. */
const handed = 32_768;

/** A member that holds a list, one element a line; no more than a part of it is held as text. */
async function* listOf(key: string, parts: Iterable<Elements> | AsyncIterable<Elements>): AsyncIterable<string> {
  let text = `,\n"${key}": [`;
  let before = '\n';
  for await (const elements of parts) {
    for (const pieces of elements) {
      text += before;
      before = ',\n';
      for (const piece of pieces) {
        text += safe(piece);
        if (text.length < handed) continue;
        yield text;
        text = '';
      }
    }
  }
  yield `${text}${before === '\n' ? '' : '\n'}]`;
}

async function* render(input: ReportInput): AsyncIterable<string> {
  const members = Object.entries(frame(input)).map(([key, value]) => `"${key}": ${safe(JSON.stringify(value))}`);
  yield `{\n${members.join(',\n')}`;
  yield* listOf('actions', [input.actions.map(actionJson)]);
  yield* listOf('clauses', [whole(input.clauseReport.clauses)]);
  yield* listOf('assets', [whole(input.assets)]);
  yield* listOf('findings', findingsOf(input));
  yield '\n}\n';
}

/** The whole result, in no language: nothing is left out and nothing is formatted. One finding a line, so that line tools can read it too. */
export const json: Reporter = {format: 'json', name: 'report', extension: 'json', perLanguage: false, render};
