import test from 'ava';
import {startDaemon, type Daemon} from '../support/daemon.ts';
import {freePort} from '../support/free-port.ts';
import {lookFromOutside, wholeValue} from '../support/outside-scan.ts';

const running: Daemon[] = [];
test.after.always(async () => {
  for (const daemon of running) await daemon.stop();
});

/** It listens at TCP as well, by which its start shows. */
async function startSnmpd(lines: readonly string[]): Promise<number> {
  const port = await freePort('127.0.0.1');
  const listen = `agentaddress udp:127.0.0.1:${port},tcp:127.0.0.1:${port}`;
  const daemon = await startDaemon({
    needs: {'/usr/sbin/snmpd': 'snmpd'},
    files: {'snmpd.conf': `${[listen, ...lines].join('\n')}\n`},
    run: (folder) => ['/usr/sbin/snmpd', '-f', '-Le', '-C', '-c', `${folder}/snmpd.conf`, '-p', `${folder}/pid`],
    env: (folder) => ({MIBS: '', SNMP_PERSISTENT_DIR: folder}),
    address: '127.0.0.1',
    ports: [port],
  });
  running.push(daemon);
  return port;
}

test('an agent that answers to public is told from one with a community of its own; both make their engines known', async (t) => {
  const open = await startSnmpd(['rocommunity public', 'sysDescr Pump house']);
  const own = await startSnmpd(['rocommunity Kx9vTq27LmPz']);
  const {facts, outcomes} = await lookFromOutside([`snmp/${open}`, `snmp/${own}`], {trials: true});
  t.deepEqual(wholeValue(facts, 'snmpCommunities'), {
    servers: [
      {port: open, version: '2c', community: 'public', description: 'Pump house'},
      {port: open, version: '1', community: 'public', description: 'Pump house'},
    ],
  });
  const {servers} = wholeValue(facts, 'snmpAgents') as {servers: {port: number; enterprise: number}[]};
  t.deepEqual(
    servers.map(({port, enterprise}) => [port, enterprise]),
    [open, own].sort((a, b) => a - b).map((port) => [port, 8072]),
  );
  t.is(outcomes.get(`snmp-community-answered udp/${open} public`), 'fail');
  t.false([...outcomes.keys()].some((key) => key.startsWith(`snmp-community-answered udp/${own}`)));
});

test('without consent no community is tried', async (t) => {
  const {facts, outcomes} = await lookFromOutside(['snmp/10161']);
  t.like(facts['snmpCommunities'], {state: 'gap', reason: 'not-collected'});
  t.is(outcomes.get('snmp-community-answered '), 'not-tested');
});
