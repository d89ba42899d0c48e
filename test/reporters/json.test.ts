import test from 'ava';
import {loadReportDeps, reporters} from '../../src/reporters/index.ts';
import {fixture, parts} from './fixture.ts';
import {hostileTexts, rendered, saying} from './helpers.ts';

interface Report {
  readonly run: {readonly id: string};
  readonly actions: readonly unknown[];
  readonly clauses: readonly unknown[];
  readonly findings: readonly {readonly subject: string | null}[];
}

const read = async (input = fixture()): Promise<Report> => JSON.parse(await rendered('json', input)) as Report;

test('report.json holds the run, every action, clause and finding as they were judged', async (t) => {
  const input = fixture();
  const report = await read(input);
  t.is(report.run.id, input.run.id);
  t.deepEqual(report.actions, JSON.parse(JSON.stringify(input.actions)));
  t.deepEqual(report.clauses, JSON.parse(JSON.stringify(input.clauseReport.clauses)));
  t.is(report.findings.length, parts.findings.length);
});

for (const text of hostileTexts) {
  test(`text from devices comes back as it was, and ends no script element: ${JSON.stringify(text)}`, async (t) => {
    const raw = await rendered('json', saying(text));
    t.notRegex(raw, /<|\u2028|\u2029|\p{Cs}/u);
    const report = JSON.parse(raw) as Report;
    t.true(report.findings.every(({subject}) => subject === text));
  });
}

test('a run without findings is still JSON', async (t) => {
  const report = await read(fixture({findings: []}));
  t.deepEqual(report.findings, []);
});

test('it is the same in every language', async (t) => {
  t.is(await rendered('json', fixture(), 'ja'), await rendered('json', fixture(), 'en'));
});

test('an action with the findings of a large fleet is handed on in pieces', async (t) => {
  const input = fixture();
  const [action] = input.actions;
  if (action === undefined) return t.fail('the fixture has no action');
  const findings = Array.from({length: 2000}, () => action.findings).flat();
  const pieces: string[] = [];
  const large = {...input, actions: [{...action, findings}]};
  for await (const piece of reporters.json.render(large, 'en', loadReportDeps())) pieces.push(piece.toString());
  t.true(Math.max(...pieces.map(({length}) => length)) < 100_000);
  const report = JSON.parse(pieces.join('')) as {actions: {findings: unknown[]}[]};
  t.is(report.actions[0]?.findings.length, findings.length);
});
