import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {createLanguage} from '../../src/check/expression.ts';
import {readCheck} from '../../src/check/load.ts';
import {assetFacts, siteFacts} from '../../src/derive/index.ts';
import type {Problem} from '../../src/model/input-error.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {probes} from '../../src/probes/index.ts';
import {comparators, compareVersions} from '../../src/versions/index.ts';
import {fastest, mutations, parameters} from './support.ts';

const versions = {names: Object.keys(comparators), compare: compareVersions};
const named = [...probes, ...assetFacts].map(({fact, schema}) => ({name: fact, schema}));
const siteNamed = siteFacts.map(({fact, schema}) => ({name: fact, schema}));
const languages = {
  asset: createLanguage({facts: named, site: false, versions}),
  site: createLanguage({facts: siteNamed, site: true, versions}),
};

const root = join(packageRoot, 'checks');
const seeds = ['host', 'server', 'site'].flatMap((group) =>
  readdirSync(join(root, group))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({group, name: name.slice(0, -5), text: readFileSync(join(root, group, name), 'utf8')})),
);

function read(text: string, group: string, name: string): {readonly loaded: boolean; readonly problems: Problem[]} {
  const problems: Problem[] = [];
  const place = {group, name, file: `${group}/${name}.yaml`, digest: 'digest'} as Parameters<typeof readCheck>[1];
  return {loaded: readCheck(text, place, languages, problems) !== null, problems};
}

test('fuzz: a check file with anything done to it is loaded, or told what is wrong, and where', (t) => {
  t.true(seeds.length > 0);
  fc.assert(
    fc.property(fc.constantFrom(...seeds), mutations, ({group, name, text}, mutate) => {
      const {loaded, problems} = read(mutate(text), group, name);
      if (loaded !== (problems.length === 0))
        throw new Error(`loaded: ${String(loaded)}, problems: ${problems.length}`);
      for (const {line, message} of problems) {
        if (message.ja === '' || message.en === '' || (line !== null && line < 1))
          throw new Error(JSON.stringify(problems));
      }
    }),
    parameters(0.5),
  );
});

test('fuzz: aliases that multiply, and brackets that never close, are refused in no time', (t) => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...Array.from('bcdefghi', (letter, index) => {
      const earlier = `*${'abcdefgh'[index] ?? 'a'}`;
      return `${letter}: &${letter} [${Array(9).fill(earlier).join(', ')}]`;
    }),
  ].join('\n');
  const deep = `id: ${'['.repeat(2000)}`;
  const expression = `id: x\npass: ${'('.repeat(2000)}true`;
  for (const text of [bomb, deep, expression]) {
    let problems = 0;
    const took = fastest(1000, () => void (problems = read(text, 'host', 'x').problems.length));
    t.true(problems > 0);
    t.true(took < 1000, `${took.toFixed(0)} ms for ${text.slice(0, 20)}`);
  }
});
