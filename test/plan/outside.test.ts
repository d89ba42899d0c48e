import test from 'ava';
import {loadReferenceData} from '../../src/derive/data.ts';
import type {Dialogue} from '../../src/model/outside.ts';
import type {ZonePolicy} from '../../src/model/plan.ts';
import {outsideText} from '../../src/plan/outside.ts';

const office = loadReferenceData().zonePolicies.find(({id}) => id === 'office') as ZonePolicy;
const dialogue: Dialogue = {
  id: 'hello',
  class: 'read',
  transport: 'tcp',
  service: 'https',
  also: ['smtps'],
  ports: [443],
  steps: [],
  seconds: 1,
  limit: 1,
};

function asked(services: readonly string[]): readonly string[] {
  const rules = {policy: office, dialogues: [dialogue], forbiddenPorts: new Set([502]), trials: null};
  const access = {via: 'nmap', ports: '22', tool: 'connect', services} as const;
  return outsideText(rules, access)?.asks.map(({id}) => id) ?? [];
}

test('a dialogue is held wherever one of the services runs that speak it', (t) => {
  t.deepEqual(asked(['https/8443', 'smtps/8465', 'ssh/2201']), ['tcp-ports', 'hello@tcp/8443', 'hello@tcp/8465']);
});

test('a port of a control protocol stays untouched, whatever service is said to run there', (t) => {
  t.deepEqual(asked(['smtps/502']), ['tcp-ports']);
});
