import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Answer, Exchange} from '../../src/model/evidence.ts';
import {sshServers} from '../../src/probes/ssh-servers.ts';

const at = '2026-11-26T00:00:00.000Z';
const told = (body: string, absent = false): Answer => ({
  ok: true,
  body,
  encoding: 'utf8',
  exitCode: null,
  absent,
  cut: false,
  redactions: 0,
});

const exchange = (seq: number, ask: string, request: string, answer: Answer): Exchange => ({
  seq,
  ask,
  request,
  via: 'nmap',
  privilege: 'user',
  sentAt: at,
  receivedAt: at,
  answer,
});

test('that nothing is there is told by the scan of ports, unless a dialogue found it out', (t) => {
  const exchanges = [
    exchange(1, 'tcp-ports', 'tcp/22,830', told('mizumori connect\nscanned 22,830\nopen\nfiltered\nunreachable')),
    exchange(2, 'ssh@tcp/22', 'tcp/22', told('', true)),
    exchange(3, 'ssh@tcp/830', 'tcp/830: < > …', told('', true)),
    exchange(4, 'ssh@tcp/2022', 'tcp/2022', told('', true)),
  ];
  const {sshServers: fact} = factsOf([sshServers], exchanges, 'auto', null);
  t.like(fact, {state: 'known', complete: true});
  t.deepEqual(fact?.from.seq, [1, 3]);
  const {sshServers: alone} = factsOf([sshServers], exchanges.slice(1), 'auto', null);
  t.deepEqual(alone?.from.seq, [2, 3, 4], 'without a scan each stands for itself');
});
