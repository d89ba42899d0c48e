import {join} from 'node:path';
import test from 'ava';
import {loadChecks} from '../../src/check/load.ts';
import {resolveParameters} from '../../src/check/parameters.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {languages} from './language.ts';

const checks = await loadChecks(join(packageRoot, 'test/check/fixtures/checks'), languages);
const check = checks.find(({id}) => id === 'tls-certificate-expiry');
if (check === undefined) throw new Error('no sample check');

const layer = (from: 'profile' | 'site' | 'clause' | 'zone' | 'asset', remaining: number | string) => ({
  from,
  values: {'tls-certificate-expiry': {remaining}},
});

test('the default holds until a layer sets another, and the nearest layer wins whatever the order', (t) => {
  t.deepEqual(resolveParameters(check, []), {remaining: {value: 30, from: 'check'}});
  t.deepEqual(resolveParameters(check, [layer('zone', 10), layer('profile', 60)]), {
    remaining: {value: 10, from: 'zone'},
  });
  t.deepEqual(resolveParameters(check, [layer('asset', 5), layer('clause', 7), layer('site', 9)]), {
    remaining: {value: 5, from: 'asset'},
  });
});

test('values out of type or range and unknown names are refused', (t) => {
  t.throws(() => resolveParameters(check, [layer('site', 0)]), {message: /write 1 or more/});
  t.throws(() => resolveParameters(check, [layer('site', 1000)]), {message: /write 365 or less/});
  t.throws(() => resolveParameters(check, [layer('site', '30')]), {message: /whole number/});
  t.throws(() => resolveParameters(check, [{from: 'site', values: {[check.id]: {remain: 1}}}]), {
    message: /no parameter/,
  });
});
