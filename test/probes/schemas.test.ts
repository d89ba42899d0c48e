import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {z} from 'zod';
import {answersFrom, preferred} from '../../src/answers.ts';
import {Gap} from '../../src/model/fact.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../support/recording.ts';

const recordings = ['linux', 'windows'].flatMap((platform) =>
  readdirSync(join(packageRoot, 'test/fixtures/recordings', platform)).map((name) => ({
    platform,
    name: `${platform}/${name.replace(/\.yaml$/, '')}`,
  })),
);

function valueOf(probe: (typeof probes)[number], {platform, name}: (typeof recordings)[number]): unknown {
  const asks = probe.ask[platform];
  if (asks === undefined) return undefined;
  const answers = answersFrom(preferred(exchangesOf(loadRecording(name))), null, asks);
  try {
    return probe.parse(answers, platform).value;
  } catch (error) {
    if (error instanceof Gap) return undefined;
    throw error;
  }
}

for (const probe of probes) {
  test(`${probe.fact}: the schema compiles, and takes and refuses the same as uncompiled`, (t) => {
    const compiled = z.compile(probe.schema, {strict: true});
    const values = recordings.map((recording) => valueOf(probe, recording)).filter((value) => value !== undefined);
    for (const value of values) t.deepEqual(compiled.parse(value), probe.schema.parse(value));
    for (const wrong of [null, 1, [], {}, {unknown: 1}]) {
      t.deepEqual(compiled.safeParse(wrong).error?.issues, probe.schema.safeParse(wrong).error?.issues);
    }
  });
}
