import type {Finding} from '../model/finding.ts';
import type {Reporter, ReportInput} from './input.ts';

/** JSON that is also safe inside a script element; lone surrogates come out as `\ud800` escapes. */
function encode(value: unknown): string {
  const text = JSON.stringify(value);
  return text.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
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

async function* findingsOf(input: ReportInput): AsyncIterable<readonly Finding[]> {
  for await (const {findings} of input.subjects()) yield findings;
}

type Parts = Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>;

/** A member that holds a list, one element a line; no more than a part of it is held as text. */
async function* listOf(key: string, parts: Parts): AsyncIterable<string> {
  let before = `,\n"${key}": [\n`;
  let empty = true;
  for await (const elements of parts) {
    if (elements.length === 0) continue;
    yield before + elements.map(encode).join(',\n');
    before = ',\n';
    empty = false;
  }
  yield empty ? `,\n"${key}": []` : '\n]';
}

async function* render(input: ReportInput): AsyncIterable<string> {
  const members = Object.entries(frame(input)).map(([key, value]) => `"${key}": ${encode(value)}`);
  yield `{\n${members.join(',\n')}`;
  yield* listOf(
    'actions',
    input.actions.map((one) => [one]),
  );
  yield* listOf(
    'clauses',
    input.clauseReport.clauses.map((one) => [one]),
  );
  yield* listOf(
    'assets',
    input.assets.map((one) => [one]),
  );
  yield* listOf('findings', findingsOf(input));
  yield '\n}\n';
}

/** The whole result, in no language: nothing is left out and nothing is formatted. One finding a line, so that line tools can read it too. */
export const json: Reporter = {format: 'json', name: 'report', extension: 'json', perLanguage: false, render};
