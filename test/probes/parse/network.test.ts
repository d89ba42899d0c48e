import test from 'ava';
import {readRoutes} from '../../../src/probes/parse/network.ts';

const routes = (...lines: readonly string[]) => readRoutes(['== routes', ...lines, '== links'].join('\n'));

test('routes that lead to no other host are no routes: local, broadcast, unreachable and the like', (t) => {
  const found = routes(
    'default via 10.0.0.4 dev eth0',
    'unreachable default metric 4278198272',
    'broadcast 10.0.0.0 dev eth0 proto kernel scope link src 10.0.0.1',
    'local 10.0.0.1 dev eth0 proto kernel scope host src 10.0.0.1',
    'throw 10.9.0.0/16',
    'anycast fe80:: dev eth0 proto kernel metric 0 pref medium',
    'unicast 10.8.0.0/16 via 10.0.0.5 dev eth0',
  );
  t.deepEqual(
    found.map(({destination, gateway}) => [destination, gateway]),
    [
      ['default', '10.0.0.4'],
      ['10.8.0.0/16', '10.0.0.5'],
    ],
  );
});

test('a route over several ways gives one entry for each', (t) => {
  const found = routes(
    '10.1.0.0/16 metric 5',
    '\tnexthop via 10.0.0.2 dev eth0 weight 1',
    '\tnexthop via 10.0.0.3 dev eth1 weight 1',
  );
  t.deepEqual(
    found.map(({destination, gateway, interface: name}) => [destination, gateway, name]),
    [
      ['10.1.0.0/16', '10.0.0.2', 'eth0'],
      ['10.1.0.0/16', '10.0.0.3', 'eth1'],
    ],
  );
});
