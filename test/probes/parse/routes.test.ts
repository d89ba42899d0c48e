import test from 'ava';
import {readRoutes, waysOut} from '../../../src/probes/parse/routes.ts';

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

for (const [what, lines, ip, ip6] of [
  ['an interface alone', ['default dev ppp0 scope link'], ['dev ppp0'], []],
  ['an interface alone, of IPv6', ['default dev ppp0 metric 1024 pref medium'], [], ['dev ppp0']],
  ['two halves', ['0.0.0.0/1 via 10.8.0.1 dev tun0', '128.0.0.0/1 via 10.8.0.1 dev tun0'], ['10.8.0.1'], []],
  ['two halves without a gateway', ['0.0.0.0/1 dev wg0 scope link', '128.0.0.0/1 dev wg0'], ['dev wg0'], []],
  ['all global addresses', ['2000::/3 via fe80::1 dev eth0 metric 1024 pref medium'], [], ['fe80::1']],
  ['one gateway told twice', ['default via 10.0.0.1 dev eth0', 'default via 10.0.0.1 dev eth1'], ['10.0.0.1'], []],
  ['several ways', ['default', '\tnexthop via 10.0.0.2 dev eth0', '\tnexthop dev ppp0'], ['10.0.0.2', 'dev ppp0'], []],
  ['private and multicast networks', ['10.0.0.0/8 dev eth0', '224.0.0.0/4 dev eth0', 'fc00::/7 dev eth0'], [], []],
] as const) {
  test(`what leads to every network: ${what}`, (t) => {
    const text = ['== routes', ...lines, '== links'].join('\n');
    t.deepEqual({ip: waysOut(text, 'ip'), ip6: waysOut(text, 'ip6')}, {ip: [...ip], ip6: [...ip6]});
  });
}
