import test from 'ava';
import {isBroad} from '../../../src/platforms/text/breadth.ts';

for (const source of [
  ...['any', '0.0.0.0/0', '::/0', '0.0.0.0/1', '128.0.0.0/7', '0.0.0.0/128.0.0.0', '0.0.0.0/0.0.0.0'],
  ...['0.0.0.0-255.255.255.255', '1.0.0.0-223.255.255.255', '10.0.0.0-11.0.0.0', '2000::/3'],
]) {
  test(`${source} limits nothing`, (t) => {
    t.true(isBroad(source));
  });
}

for (const source of [
  ...[
    '10.0.0.0/8',
    '10.0.0.0/255.0.0.0',
    '10.0.0.0-10.255.255.255',
    '192.0.2.1',
    '192.0.2.0/24',
    '192.0.2.1-192.0.2.9',
  ],
  ...['fc00::/7', 'fd00::/8', 'fe80::/10', '2001:db8::/32', '2001:db8::1', 'object:kanri-net', 'object:a/b'],
]) {
  test(`${source} limits`, (t) => {
    t.false(isBroad(source));
  });
}
