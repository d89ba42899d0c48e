import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import {z} from 'zod';
import {inventoryJsonSchema} from '../../src/inventory/json-schema.ts';
import {packageRoot} from '../../src/model/paths.ts';

const validator = z.fromJSONSchema(inventoryJsonSchema());
const example = (name: string): unknown => parse(readFileSync(join(packageRoot, 'inventories', name), 'utf8'));

for (const name of ['example.yaml', 'demo.yaml']) {
  test(`an editor finds no fault in ${name}`, (t) => {
    const result = validator.safeParse(example(name));
    t.deepEqual(result.success ? [] : result.error.issues, []);
  });
}

test('an editor finds a misspelt key, a wrong word and a port out of range', (t) => {
  const sound = {site: {name: 'a'}, zones: [{id: 'z', policy: 'office'}]};
  t.true(validator.safeParse(sound).success);
  for (const asset of [
    {id: 'a', adress: 'x'},
    {id: 'a', kind: 'printer'},
    {id: 'a', access: [{via: 'ssh', credential: 'c', port: 70_000}]},
    {},
  ]) {
    t.false(validator.safeParse({...sound, assets: [asset]}).success, JSON.stringify(asset));
  }
});
