import {writeFileSync} from 'node:fs';
import {createServer, type AddressInfo} from 'node:net';
import {join} from 'node:path';
import test from 'ava';
import type {PortsAsk} from '../../../src/model/outside.ts';
import {fakeNmap} from '../../support/fake-nmap.ts';
import {askOf, outsideEntry, outsidePlan, portsAsk} from '../../support/outside.ts';
import {collectFrom, senderFor, type SenderInput} from '../../support/sender.ts';

const read = {do: 'read', end: {at: 'line', like: ''}} as const;

async function asked(address: string, ports: PortsAsk, port: number, more: Pick<SenderInput, 'nmap'> = {}) {
  const entry = outsideEntry('silent', address, [ports, askOf(port, [read])]);
  const site = `silence ${process.pid} ${address}`;
  const sender = senderFor({targets: [], plan: outsidePlan([entry]), secrets: {}, site, ...more});
  const {byAsk} = await collectFrom(sender, [entry.key]);
  return {scan: byAsk.get('tcp-ports')?.answer, wire: byAsk.get(`test@tcp/${port}`)?.answer};
}

const report = (state: string): string =>
  '<?xml version="1.0"?><nmaprun scanner="nmap" args="nmap" start="1790000000" version="7.93">' +
  '<scaninfo type="connect" protocol="tcp" numservices="2" services="22-23"/>' +
  '<host><status state="up" reason="user-set"/><address addr="127.0.45.1" addrtype="ipv4"/><ports>' +
  `<extraports state="${state}" count="2"><extrareasons reason="x" count="2" proto="tcp" ports="22-23"/></extraports>` +
  '</ports></host><runstats><finished time="1790000100" exit="success"/></runstats></nmaprun>';

test('of a host at which no port answers it is not known what is there', async (t) => {
  for (const [index, state] of ['filtered', 'closed'].entries()) {
    const nmap = fakeNmap('cat "$HERE/report.xml"');
    t.teardown(nmap.remove);
    writeFileSync(join(nmap.folder, 'report.xml'), report(state));
    const ports: PortsAsk = {...portsAsk([22, 23]), tool: 'nmap'};
    const {scan, wire} = await asked(`127.0.45.${index + 1}`, ports, 22, {nmap: nmap.program});
    t.like(scan, {ok: true});
    t.like(wire, state === 'filtered' ? {ok: false, reason: 'timeout'} : {ok: true, absent: true}, state);
  }
});

test('a port that was open, and refuses the next connection, is not taken for closed', async (t) => {
  const server = createServer((socket) => {
    // One connection at a time, as small devices have it: the next one is refused.
    server.close();
    socket.on('error', () => undefined).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.45.3', resolve));
  const {port} = server.address() as AddressInfo;
  const {scan, wire} = await asked('127.0.45.3', portsAsk([port]), port);
  t.true(scan?.ok === true && scan.body.includes(`\nopen ${port}\n`));
  t.like(wire, {ok: false, reason: 'unreachable'});
});
