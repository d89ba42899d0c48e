import test from 'ava';
import {worstSettings} from '../../../src/probes/parse/interface-settings.ts';

const v4 = (redirects: number, send: number, route: number, filter: number, log: number, forwarding: number): string =>
  `ipv4 accept_redirects:${redirects} send_redirects:${send} accept_source_route:${route} rp_filter:${filter} log_martians:${log} forwarding:${forwarding}`;
const v6 = (redirects: number, route: number, ra: number, disabled: number): string =>
  `ipv6 accept_redirects:${redirects} accept_source_route:${route} accept_ra:${ra} disable_ipv6:${disabled}`;
const calm = v4(0, 0, 0, 1, 1, 0);

test('an interface that existed before all and default were set is judged by its own value where the kernel does', (t) => {
  const told = worstSettings([
    `${calm} = all default`,
    `${v4(1, 1, 1, 0, 0, 0)} = eth1 eth0`,
    `${v6(0, 0, 0, 1)} = all default`,
    `${v6(1, 0, 1, 0)} = eth0`,
  ]);
  t.deepEqual(told?.sendRedirects, {value: 1, on: ['eth0', 'eth1']});
  t.deepEqual(told?.acceptRedirects, {value: 1, on: ['eth0', 'eth1']});
  t.deepEqual(told?.acceptSourceRoute, {value: 0, on: ['default', 'eth0', 'eth1']});
  t.is(told?.rpFilter.value, 1);
  t.is(told?.logMartians.value, 1);
  t.deepEqual(told?.ipv6AcceptRa, {value: 1, on: ['eth0']});
  t.deepEqual(told?.ipv6AcceptRedirects, {value: 1, on: ['eth0']});
  t.deepEqual(told?.ipv6Disabled, {value: 0, on: ['eth0']});
});

test('where all is off, the weakest interface tells; lo does not', (t) => {
  const told = worstSettings([`${v4(0, 0, 0, 0, 0, 0)} = all lo eth1`, `${v4(0, 0, 0, 2, 1, 0)} = default eth0`]);
  t.deepEqual(told?.rpFilter, {value: 0, on: ['eth1']});
  t.deepEqual(told?.logMartians, {value: 0, on: ['eth1']});
  t.deepEqual(told?.ipv6Disabled, {value: null, on: []});
  t.is(worstSettings([`${calm} = all default eth0`, `${v4(1, 1, 1, 0, 0, 0)} = lo`])?.sendRedirects.value, 0);
});

test('redirects are taken where all and the interface say so while it forwards, else where one of them does', (t) => {
  const one = (forwarding: number) =>
    worstSettings([`${calm} = all default`, `${v4(1, 0, 0, 1, 1, forwarding)} = eth0`])?.acceptRedirects.value;
  t.deepEqual([one(0), one(1)], [1, 0]);
});

test('an interface that forwards by itself forwards', (t) => {
  const told = worstSettings([`${calm} = all default eth0`, `${v4(0, 0, 0, 1, 1, 1)} = eth1`]);
  t.deepEqual(told?.forwarding, {value: 1, on: ['eth1']});
});

test('source routing counts where all and the interface both take it', (t) => {
  const told = worstSettings([`${v4(0, 0, 1, 1, 1, 0)} = all eth1`, `${calm} = default eth0`]);
  t.deepEqual(told?.acceptSourceRoute, {value: 1, on: ['eth1']});
});

test('an interface that went away while it was read says what it said, and no more', (t) => {
  const told = worstSettings([`${calm} = all default eth0`, 'ipv4 accept_redirects:0 send_redirects:1 = veth7']);
  t.deepEqual(told?.sendRedirects, {value: 1, on: ['veth7']});
  t.deepEqual(told?.rpFilter, {value: 1, on: ['default', 'eth0']});
});

test('hundreds of interfaces are counted, and the first fifty are named', (t) => {
  const names = Array.from({length: 700}, (_, at) => `veth${String(at).padStart(3, '0')}`);
  const told = worstSettings([`${calm} = all default`, `${v4(0, 1, 0, 1, 1, 0)} = ${names.toReversed().join(' ')}`]);
  t.deepEqual(told?.sendRedirects, {value: 1, on: names.slice(0, 50)});
});

test('an answer without all interfaces, or that is not understood, tells nothing', (t) => {
  t.is(worstSettings([]), null);
  t.is(worstSettings([`${v6(0, 0, 0, 0)} = all default eth0`]), null);
  t.is(worstSettings([`${calm} = all`, 'ipv4 send_redirects:']), null);
  t.is(worstSettings([`${calm} = all`, 'ipv4 send_redirects:x = eth0']), null);
});
