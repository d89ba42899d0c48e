import {join} from 'node:path';
import test from 'ava';
import {loadKnowledge, selectProfile} from '../../src/knowledge.ts';
import {packageRoot} from '../../src/model/paths.ts';

const knowledge = await loadKnowledge(join(packageRoot, 'checks'));

/** Linux checks whose counterpart has another name. */
const counterparts: Readonly<Record<string, string>> = {'default-credentials': 'windows-service-passwords'};

test('what an acceptance of Linux requires, one of Windows requires as well', (t) => {
  const {profile} = selectProfile(knowledge, 'acceptance');
  const required = new Set(profile.required);
  const platformsOf = new Map(knowledge.checks.map(({id, platforms}) => [id, platforms.join()]));
  const ofLinux = profile.required.filter((id) => platformsOf.get(id) === 'linux');
  t.true(ofLinux.length > 4);
  for (const id of ofLinux) {
    const other = counterparts[id] ?? `windows-${id}`;
    t.true(required.has(other), `${id} has no counterpart among what is required`);
    t.is(platformsOf.get(other), 'windows', other);
  }
});
