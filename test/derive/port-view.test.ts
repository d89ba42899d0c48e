import test from 'ava';
import {plainAsset} from '../../src/check/examples.ts';
import {loadReferenceData} from '../../src/derive/data.ts';
import {portView} from '../../src/derive/port-view.ts';
import {Gap, known, type Facts} from '../../src/model/fact.ts';

const from = {transport: 'ssh', privilege: null, seq: [], observedAt: null} as const;
const data = loadReferenceData();

const socket = (port: number, loopbackOnly: boolean, protocol = 'tcp') => ({
  protocol,
  port,
  loopbackOnly,
  process: 'x',
});
const outside = (open: number[], filtered: number[] = []) => ({tool: 'mizumori', scanned: '1-100', open, filtered});

function view(sockets: readonly object[] | null, seen: object, complete = true) {
  const inside: Facts = sockets === null ? {} : {listeners: known({sockets}, from, complete)};
  return portView.derive({...inside, openPorts: known(seen, from)}, data, plainAsset);
}

test('each port stands once, with what both sides say of it', (t) => {
  const {value, complete} = view(
    [socket(22, true), socket(22, false), socket(25, true), socket(53, false, 'udp')],
    outside([22, 80], [25]),
  );
  t.true(complete);
  t.deepEqual(value.ports, [
    {port: 22, service: 'SSH', inside: 'listens', outside: 'open', process: 'x'},
    {port: 25, service: 'SMTP', inside: 'local', outside: 'filtered', process: 'x'},
    {port: 80, service: 'HTTP', inside: 'none', outside: 'open', process: null},
  ]);
});

test('what the host did not tell is unknown, never nothing', (t) => {
  for (const {value, complete} of [view(null, outside([80])), view([], outside([80]), false)]) {
    t.false(complete);
    t.is(value.ports[0]?.inside, 'unknown');
  }
});

test('a port that was not looked at is unknown, and the view not whole', (t) => {
  const {value, complete} = view([socket(8080, false)], outside([]));
  t.is(value.ports[0]?.outside, 'unknown');
  t.false(complete);
  t.true(view([socket(8080, true)], outside([])).complete);
});

test('without a look from outside there is no view', (t) => {
  const facts: Facts = {listeners: known({sockets: []}, from)};
  t.is(t.throws(() => portView.derive(facts, data, plainAsset), {instanceOf: Gap}).reason, 'not-collected');
});
