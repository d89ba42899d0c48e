import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import {packageRoot} from '../../../src/model/paths.ts';
import {antivirusProducts} from '../../../src/probes/parse/antivirus-products.ts';

interface Listed {
  readonly id: string;
  readonly vendor: string;
  readonly role: string;
  readonly name: {readonly en: string};
  readonly packages: readonly string[];
  readonly processes: readonly string[];
  readonly paths: readonly string[];
  readonly units: readonly string[];
  readonly signatures?: boolean;
}

test('the products a probe knows are those of the data file that protect', (t) => {
  const text = readFileSync(join(packageRoot, 'checks/data/antivirus.yaml'), 'utf8');
  const {products} = parse(text) as {products: Listed[]};
  const listed = products
    .filter(({role}) => role === 'protection')
    .map(({id, vendor, name, packages, processes, paths, units, signatures}) => ({
      ...{id, vendor, product: name.en, packages},
      processes: processes.map((process) => process.slice(0, 15)),
      // A configuration file stays behind when a product is removed.
      paths: paths.filter((path) => !path.startsWith('/etc/')),
      ...{units, signatures: signatures ?? true},
    }));
  t.deepEqual([...antivirusProducts], listed);
});
