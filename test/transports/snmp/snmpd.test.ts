import {execFileSync} from 'node:child_process';
import test from 'ava';
import {get, walk} from '../../../src/model/ask.ts';
import {readSnmpText} from '../../../src/model/snmp-text.ts';
import type {SnmpLogin, SnmpResult} from '../../../src/transports/snmp.ts';
import {requireAgents, startSnmpd, type Agent} from '../../support/snmp-agents.ts';
import {community, converse, secureUser} from '../../support/snmp-client.ts';

requireAgents();

const conf = [
  'rocommunity public default',
  'rocommunity6 public default',
  'view whole included .1',
  'view whole excluded .1.3.6.1.2.1.25',
  'view little included .1.3.6.1.2.1.1',
  'rocommunity narrow default -V little',
  'sysContact 浄水場 管理室',
  'sysName shinsui-01',
  ...[
    ['sha', 'SHA "authpass12" AES "privpass12"'],
    ['md5', 'MD5 "authpass12" AES "privpass12"'],
    ['sha224', 'SHA-224 "authpass12" AES "privpass12"'],
    ['sha256', 'SHA-256 "authpass12" AES "privpass12"'],
    ['sha384', 'SHA-384 "authpass12" AES "privpass12"'],
    ['sha512', 'SHA-512 "authpass12" AES "privpass12"'],
    ['sha256aes256', 'SHA-256 "authpass12" AES-256 "privpass12"'],
    ['shaaes256c', 'SHA "authpass12" AES-256-C "privpass12"'],
    ['nothing', ''],
  ].flatMap(([name, keys]) => [`createUser ${name} ${keys}`, `rouser ${name} noauth -V whole`]),
  'createUser strict SHA "authpass12" AES "privpass12"',
  'rouser strict priv -V whole',
];

let agent: Agent;
let agent6: Agent;
test.before(async () => {
  [agent, agent6] = await Promise.all([startSnmpd(conf), startSnmpd(conf, '::1')]);
});
test.after.always(async () => {
  await agent.stop();
  await agent6.stop();
});

const system = get('system', ['1.3.6.1.2.1.1.4.0', '1.3.6.1.2.1.1.5.0', '1.3.6.1.2.1.99.1.0', '1.3.6.1.2.1.1.2.0']);
const systemRows = [
  {oid: '1.3.6.1.2.1.1.4.0', type: 'STRING', value: '浄水場 管理室'},
  {oid: '1.3.6.1.2.1.1.5.0', type: 'STRING', value: 'shinsui-01'},
  {oid: '1.3.6.1.2.1.1.2.0', type: 'OID', value: '1.3.6.1.4.1.8072.3.2.10'},
];
const orTable = walk('orTable', ['1.3.6.1.2.1.1.9.1.3', '1.3.6.1.2.1.1.9.1.2']);

const logins: Readonly<Record<string, SnmpLogin>> = {
  v1: community('1'),
  v2c: community('2c'),
  'v3 without authentication': secureUser('nothing'),
  'v3 SHA-1': secureUser('sha', 'sha1'),
  'v3 SHA-1 AES': secureUser('sha', 'sha1', 'aes128'),
  'v3 MD5 AES': secureUser('md5', 'md5', 'aes128'),
  'v3 SHA-224 AES': secureUser('sha224', 'sha224', 'aes128'),
  'v3 SHA-256 AES': secureUser('sha256', 'sha256', 'aes128'),
  'v3 SHA-384 AES': secureUser('sha384', 'sha384', 'aes128'),
  'v3 SHA-512 AES': secureUser('sha512', 'sha512', 'aes128'),
  'v3 SHA-256 AES-256': secureUser('sha256aes256', 'sha256', 'aes256'),
  'v3 SHA-1 AES-256 with the key stretched as Cisco does': secureUser('shaaes256c', 'sha1', 'aes256'),
};

function rowsOf(result: SnmpResult | undefined): unknown {
  return result?.ok === true ? result.varbinds : result;
}

for (const [name, login] of Object.entries(logins)) {
  test(`${name} gets and walks, over IPv4 and IPv6`, async (t) => {
    for (const {address, port} of [agent, agent6]) {
      const {answers, error} = await converse({address, port, login}, [system, orTable]);
      t.is(error, null);
      t.deepEqual(rowsOf(answers[0]?.result), systemRows);
      const walked = answers[1]?.result;
      t.true(walked?.ok === true && !walked.cut && walked.varbinds.length >= 10 && walked.varbinds.length % 2 === 0);
    }
  });
}

test('a walk gives what snmpbulkwalk prints', async (t) => {
  const root = '1.3.6.1.6.3';
  const {answers} = await converse({port: agent.port, login: community('2c')}, [walk('snmp', [root])]);
  const args = ['-v2c', '-cpublic', '-On', '-m', '', `127.0.0.1:${agent.port}`, `.${root}`];
  const printed = readSnmpText(execFileSync('/usr/bin/snmpbulkwalk', args, {encoding: 'utf8'}));
  const counters = /^1\.3\.6\.1\.6\.3\.(?:1[05]\.[12]\.1|11\.2\.1)\./;
  t.is(printed.unread, 0);
  const result = answers[0]?.result;
  t.true(result?.ok);
  if (result?.ok !== true) return;
  const still = ({oid}: {oid: string}): boolean => !counters.test(oid);
  t.deepEqual(result.varbinds.filter(still), printed.varbinds.filter(still));
  t.true(result.varbinds.length > 30);
});

test('a longer answer than wanted is cut', async (t) => {
  for (const login of [community('1'), community('2c'), secureUser('sha', 'sha1', 'aes128')]) {
    const all = await converse({port: agent.port, login}, [walk('few', ['1.3.6.1.2.1.1'], {rows: 7})]);
    const [answer] = all.answers;
    t.true(answer?.result.ok === true && answer.result.cut && answer.result.varbinds.length === 7);
  }
});

test('just as many as wanted are whole', async (t) => {
  const asks = [walk('five', ['1.3.6.1.2.1.1.4', '1.3.6.1.2.1.1.5'], {rows: 2})];
  const {answers} = await converse({port: agent.port, login: community('2c')}, asks);
  t.deepEqual(answers[0]?.result, {ok: true, varbinds: systemRows.slice(0, 2), cut: false} as unknown);
});

test('what a view hides is not there', async (t) => {
  const asks = [get('uptime', ['1.3.6.1.2.1.25.1.1.0']), walk('storage', ['1.3.6.1.2.1.25']), system];
  for (const login of [community('2c', 'narrow'), community('1', 'narrow'), secureUser('strict', 'sha1', 'aes128')]) {
    const {answers} = await converse({port: agent.port, login}, asks);
    t.deepEqual(
      answers.map(({result}) => rowsOf(result)),
      [[], [], systemRows],
    );
  }
});

test('a community that is not answered is a timeout that says what it may be', async (t) => {
  const {answers, error} = await converse({port: agent.port, login: community('2c', 'geheim')}, [system, orTable], {
    limits: {timeoutMs: 200},
  });
  t.deepEqual(answers, []);
  t.is(error?.reason, 'timeout');
  t.regex(error?.message ?? '', /cannot be reached, or it does not know the community/);
  t.notRegex(error?.message ?? '', /geheim/);
});

const refused: readonly (readonly [string, SnmpLogin, RegExp])[] = [
  ['an unknown user', secureUser('nobody', 'sha1', 'aes128'), /UnknownUserNames/],
  ['a wrong key', secureUser('sha', 'sha1', 'aes128', {auth: 'not the key'}), /WrongDigests/],
  ['a wrong protocol', secureUser('sha', 'sha256', 'aes128'), /WrongDigests/],
  ['a level that the user has not', secureUser('nothing', 'sha1'), /UnsupportedSecLevels/],
];
for (const [name, login, detail] of refused) {
  test(`${name} is refused at once`, async (t) => {
    const {error, answers, milliseconds} = await converse({port: agent.port, login}, [system]);
    t.is(error?.reason, 'auth-failed');
    t.regex(error?.message ?? '', detail);
    t.notRegex(error?.message ?? '', /authpass|not the key/);
    t.deepEqual(answers, []);
    t.true(milliseconds < 6000);
  });
}

test('a wrong privacy key is told from an agent that is not there', async (t) => {
  const login = secureUser('sha', 'sha1', 'aes128', {priv: 'not the key'});
  const {error} = await converse({port: agent.port, login}, [system], {limits: {timeoutMs: 1500}});
  t.is(error?.reason, 'timeout');
  t.regex(error?.message ?? '', /privacy key or protocol may be wrong/);
});

test('a level below what the agent wants is denied', async (t) => {
  const {answers} = await converse({port: agent.port, login: secureUser('strict', 'sha1')}, [system]);
  const result = answers[0]?.result;
  t.is(result?.ok === false && result.reason, 'permission-denied');
});

test('what this machine cannot encrypt is said before anything is sent', async (t) => {
  for (const priv of ['des', 'aes192'] as const) {
    const {error} = await converse({port: 9, login: secureUser('sha', 'sha1', priv)}, [system]);
    t.is(error?.reason, 'no-common-algorithm');
  }
});

test('an agent that ends meanwhile leaves what it told', async (t) => {
  const own = await startSnmpd(conf);
  const stopped: Promise<void>[] = [];
  const asks = [system, walk('all', ['1.3.6.1.2.1'])];
  const conversation = converse({port: own.port, login: community('2c')}, asks, {limits: {packetsPerSecond: 20}});
  setTimeout(() => stopped.push(own.stop()), 300);
  const {answers, error} = await conversation;
  await Promise.all(stopped);
  t.is(error?.reason, 'unreachable');
  t.deepEqual(rowsOf(answers[0]?.result), systemRows);
  t.true(answers[1]?.result.ok === true && answers[1].result.cut && answers[1].result.varbinds.length > 0);
});
