import test from 'ava';
import {holdsStrangers, isLocalDestination} from '../../../src/probes/parse/address-space.ts';

const sixteen = Array.from({length: 16}, (_, at) => `${at + 20}.0.0.0/9`);

for (const [sources, strangers] of [
  [['0.0.0.0/0'], true],
  [['0.0.0.0/1', '128.0.0.0/1'], true],
  [['0.0.0.0/128.0.0.0'], true],
  // A mask with holes: every second address there is.
  [['0.0.0.1/0.0.0.1'], true],
  [['8.0.0.0/8'], false],
  [['8.0.0.0/8', '8.0.0.0-8.255.255.255', '8.1.0.0/16'], false],
  [['8.0.0.0/8', '203.0.113.7'], true],
  [sixteen, true],
  [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'], false],
  [['192.0.2.7', '2001:db8::7'], false],
  [['::/0'], true],
  [['2000::-3fff::'], true],
  [['fd00::/8', '2001:db8::/32'], false],
  [['@admin', 'LocalSubnet', '10.0.0.0/8', '1.2.3.4/99', '9.9.9.9-1.1.1.1', '1.2.3/8'], false],
  [[], false],
] as const) {
  test(`senders that anybody may be: ${strangers}: ${sources.join(' ')}`, (t) => {
    t.is(holdsStrangers(sources), strangers);
  });
}

test('addresses that nobody beyond the link can send to', (t) => {
  t.true(isLocalDestination(['224.0.0.0/4', '255.255.255.255', 'ff02::fb', 'fe80::1', '127.0.0.1']));
  for (const one of [['192.0.2.10'], ['224.0.0.251', '192.0.2.10'], ['224.0.0.0/3'], ['@set'], []]) {
    t.false(isLocalDestination(one));
  }
});
