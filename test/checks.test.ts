import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {exampleOrigin} from '../src/check/examples.ts';
import {readCheck, type LoadedCheck} from '../src/check/load.ts';
import {deriveAssetFacts} from '../src/derived.ts';
import {assetFacts} from '../src/derive/index.ts';
import {runExample} from '../src/evaluate.ts';
import {loadKnowledge} from '../src/knowledge.ts';
import type {Asset} from '../src/model/asset.ts';
import type {Facts} from '../src/model/fact.ts';
import {InputError, type Problem} from '../src/model/input-error.ts';
import {packageRoot} from '../src/model/paths.ts';
import {missingOutcomes} from '../src/examples.ts';
import {factsOfRecording} from '../src/recording.ts';
import {gravest, staysHonest} from './check/honesty.ts';

const {checks, languages, data} = await loadKnowledge(join(packageRoot, 'checks'));
const sources = {
  factsOfRecording,
  derive: (facts: Facts, asset: Asset) => deriveAssetFacts(assetFacts, facts, data, asset),
};

/** The file that docs/adding-a-check.md offers to copy. */
function documented(): LoadedCheck {
  const page = readFileSync(join(packageRoot, 'docs/adding-a-check.md'), 'utf8');
  const block = page.slice(page.indexOf('## A file to copy')).split('\n').slice(1);
  const text = block.map((line) => line.replace(/^ {4}/, '')).join('\n');
  const problems: Problem[] = [];
  const place = {group: 'host', name: 'ssh-root-login', file: 'docs/adding-a-check.md', digest: ''};
  const check = readCheck(text, place, languages, problems);
  if (check === null) throw new InputError(problems);
  return check;
}

test('English sentences of checks hold no Japanese', (t) => {
  const written = checks.flatMap(({id, title, why, expect, remediation}) =>
    [title, why, expect, remediation.text].map(({en}) => `${id}: ${en}`),
  );
  t.deepEqual(
    written.filter((sentence) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(sentence)),
    [],
  );
});

test('the file that the documentation offers to copy is a check whose examples hold', (t) => {
  const check = documented();
  t.true(check.examples.length > 0);
  for (const example of check.examples) t.is(gravest(runExample(check, example, languages, sources)), example.outcome);
});

for (const check of checks) {
  test(`${check.id} has an example of each verdict that it gives`, (t) => {
    t.deepEqual(missingOutcomes(check), []);
  });
  for (const [at, example] of check.examples.entries()) {
    const origin = exampleOrigin(example, (recording) => factsOfRecording(recording).origin);
    test(`${check.id} #${at}: ${example.outcome}, ${origin}`, (t) => {
      const findings = runExample(check, example, languages, sources);
      t.is(
        gravest(findings),
        example.outcome,
        JSON.stringify(findings.map(({subject, outcome}) => ({subject, outcome}))),
      );
    });
    test(`${check.id} #${at}: knowing less never leads to another verdict`, (t) => {
      t.notThrows(() => staysHonest(check, example, languages, sources, 25));
    });
  }
}
