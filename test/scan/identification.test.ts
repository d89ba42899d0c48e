import {readFileSync} from 'node:fs';
import test from 'ava';
import {loadRecording} from '../../src/recording.ts';
import {lineReader, startSshDevice, type Device} from '../support/cli-device.ts';
import type {SshDevice} from '../support/ssh-device.ts';
import {recordedDevice} from '../support/recorded-device.ts';
import {requireAgents, startSnmpd, type Agent} from '../support/snmp-agents.ts';
import {Workshop} from './support.ts';

const shop = new Workshop();
const secrets = {PASSWORD: 'login-3141', ENABLE: 'wrong-2718', COMMUNITY: 'mizu-9876'};
const typed: string[] = [];
const devices: SshDevice[] = [];
let agent: Agent;

const awplus = {unknown: "% Invalid input detected at '^' marker.", finish: 'exit', page: 10};

/** It refuses what it does not know in words of its own. */
const panos: Device = (terminal) => {
  const {commands} = loadRecording('panos/pa-440_hardened');
  terminal.print('scan@pa-suidou> ');
  return lineReader(terminal, (line) => {
    const told = commands[line];
    if (line === 'exit') return null;
    const quiet = line.startsWith('set cli ') ? '' : 'Invalid syntax.\n';
    return `${(typeof told === 'string' ? told : quiet).replaceAll('\n', '\r\n')}scan@pa-suidou> `;
  });
};

async function device(made: Device): Promise<SshDevice> {
  const started = await startSshDevice(made);
  devices.push(started);
  return started;
}

test.before(async () => {
  requireAgents();
  agent = await startSnmpd([
    `rocommunity ${secrets.COMMUNITY}`,
    'sysObjectID 1.3.6.1.4.1.99999.1',
    'sysDescr a device of no known maker',
  ]);
  const more = {'show version': 'AlliedWare Plus (TM) 5.5.2 03/15/22'};
  const firewall = await device(panos);
  const both = await device(recordedDevice('allied-awplus/hardened', {...awplus, name: 'sw-both', enable: null, more}));
  const guarded = {...awplus, name: 'sw', enable: 'Enable-4711'};
  const first = await device(recordedDevice('allied-awplus/weak', guarded, typed));
  const second = await device(recordedDevice('allied-awplus/weak', guarded, typed));
  shop.trust(firewall, both, first, second);
  const ssh = ({port}: SshDevice): object => ({via: 'ssh', port, credential: 'net', enable: 'env:ENABLE'});
  const asset = (id: string, ...access: object[]): object => ({
    id,
    kind: 'network-device',
    zone: 'office',
    address: '127.0.0.1',
    access,
  });
  shop.writeInventory({
    credentials: {
      net: {user: 'scan', password: 'env:PASSWORD'},
      mon: {snmp: {version: '2c', community: 'env:COMMUNITY'}},
    },
    assets: [
      asset('firewall', ssh(firewall)),
      asset('both', {via: 'snmp', port: agent.port, credential: 'mon'}, ssh(both)),
      {...asset('sw-1', ssh(first)), platform: 'allied-awplus'},
      {...asset('sw-2', ssh(second)), platform: 'allied-awplus'},
    ],
  });
});
test.after.always(async () => {
  await Promise.all(devices.map((each) => each.stop()));
  await agent.stop();
  shop.remove();
});

const scan = ['scan', shop.inventory, '--format', 'json', '--json'];

test.serial('a device that refuses the first question in unknown words is asked the next', async (t) => {
  const {stderr} = await shop.run([...scan, '--only', 'firewall', '--out', 'panos'], secrets);
  t.is(shop.readRun('panos').assets[0]?.platform, 'panos', stderr);
});

test.serial('what an agent of no known maker does not tell is asked over the command line', async (t) => {
  const {stderr} = await shop.run([...scan, '--only', 'both', '--out', 'both'], secrets);
  t.is(shop.readRun('both').assets[0]?.platform, 'allied-awplus', stderr);
});

test.serial('a password that one device refused is not sent to the next, which is asked all else', async (t) => {
  await shop.run([...scan, '--only', 'sw-1,sw-2', '--out', 'wrong'], secrets);
  t.is(typed.filter((line) => line === 'enable').length, 1);
  const reasons = ['sw-1', 'sw-2'].map((id) => {
    const answers = shop.answers('wrong', id);
    t.true(answers.some(({ask, body}) => ask === 'show system' && body !== undefined));
    return answers.find(({ask}) => ask === 'show running-config')?.reason;
  });
  t.deepEqual(reasons.sort(), ['auth-failed', 'credential-stopped']);
  t.is(readFileSync(shop.path('wrong', 'stopped-credentials.txt'), 'utf8'), 'enable env:ENABLE\n');
});

test.serial('trust says so where no asset is asked over SSH', async (t) => {
  const access = [{via: 'snmp', credential: 'mon'}];
  const asset = {id: 'ups', kind: 'network-device', zone: 'office', address: '127.0.0.1', access};
  const credentials = {mon: {snmp: {version: '2c', community: 'env:COMMUNITY'}}};
  const zones = [{id: 'office', policy: 'office'}];
  const inventory = {site: {name: 'T', timezone: 'Asia/Tokyo'}, zones, credentials, assets: [asset]};
  const {code, stderr} = await shop.run(['trust', shop.write('snmp.yaml', JSON.stringify(inventory)), '--lang', 'en']);
  t.is(code, 0);
  t.regex(stderr, /no SSH server/);
});
