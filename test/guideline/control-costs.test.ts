import {join} from 'node:path';
import test from 'ava';
import {loadKnowledge} from '../../src/knowledge.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {probes} from '../../src/probes/index.ts';

test('no check of Windows decides a clause by a fact that costs too much for a control zone', async (t) => {
  const {checks, data, guideline} = await loadKnowledge(join(packageRoot, 'checks'));
  const byId = new Map(checks.map((check) => [check.id, check]));
  const costs = data.zonePolicies.find(({id}) => id === 'control')?.costs ?? [];
  const never = new Set(probes.filter(({cost}) => !costs.includes(cost)).map(({fact}) => fact));
  t.true(never.has('windowsFeatures'));
  const decided = guideline.clauses.flatMap((clause) =>
    clause.checks.filter(({role}) => role === 'decides').map(({id}) => ({clause: clause.id, check: byId.get(id)})),
  );
  const windows = decided.filter(({check}) => check?.platforms.includes('windows') === true);
  t.true(windows.length > 50);
  t.deepEqual(
    windows
      .filter(({check}) => check?.compiled.facts.some((fact) => never.has(fact)))
      .map(({clause, check}) => `${clause}: ${check?.id ?? ''}`),
    [],
  );
});
