import type {Finding} from '../model/finding.ts';
import type {Reporter, ReportInput} from './input.ts';

/** JSON that is also safe inside a script element; lone surrogates come out as `\ud800` escapes. */
function encode(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
  return text.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function frame({run, site, profile, guideline}: ReportInput): Readonly<Record<string, unknown>> {
  return {
    schema: 1,
    run,
    site,
    profile: {id: profile.id, title: profile.title, floor: profile.floor, digest: profile.digest},
    guideline: {id: guideline.id, title: guideline.title, edition: guideline.edition, digest: guideline.digest},
  };
}

async function* findingsOf(input: ReportInput): AsyncIterable<Finding> {
  for await (const {findings} of input.subjects()) yield* findings;
}

/** A member that holds a list, one element a line, so that no more than one element is held as text. */
async function* listOf(key: string, elements: Iterable<unknown> | AsyncIterable<unknown>): AsyncIterable<string> {
  let before = `,\n"${key}": [\n`;
  let empty = true;
  for await (const element of elements) {
    yield before + encode(element);
    before = ',\n';
    empty = false;
  }
  yield empty ? `,\n"${key}": []` : '\n]';
}

async function* render(input: ReportInput): AsyncIterable<string> {
  const members = Object.entries(frame(input)).map(([key, value]) => `"${key}": ${encode(value)}`);
  yield `{\n${members.join(',\n')}`;
  yield* listOf('actions', input.actions);
  yield* listOf('clauses', input.clauses);
  yield* listOf('assets', input.assets);
  yield* listOf('findings', findingsOf(input));
  yield '\n}\n';
}

/** The whole result, in no language: nothing is left out and nothing is formatted. One finding a line, so that line tools can read it too. */
export const json: Reporter = {format: 'json', name: 'report', extension: 'json', perLanguage: false, render};
