import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {get, walk} from '../../../src/model/ask.ts';
import {readSnmprec} from '../../../src/model/snmprec.ts';
import {readSnmpText, writeSnmpText} from '../../../src/model/snmp-text.ts';
import {corpusFolder} from '../../corpus/run.ts';
import {requireAgents, startSnmpsim, udpContext, type Agent} from '../../support/snmp-agents.ts';
import {community, converse, secureUser} from '../../support/snmp-client.ts';

requireAgents();

/** Constructed: a small switch of a water works. */
const device = `1.3.6.1.2.1.1.1.0|4|L2 switch, firmware 1.2.3
1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.99999.1
1.3.6.1.2.1.1.3.0|67|86400
1.3.6.1.2.1.1.5.0|4x|e6b584e6b0b4e5a0b4
1.3.6.1.2.1.2.1.0|2|2
1.3.6.1.2.1.2.2.1.2.1|4|port 1
1.3.6.1.2.1.2.2.1.2.2|4x|83 7c 81 5b 83 67
1.3.6.1.2.1.2.2.1.6.1|4x|00005e005301
1.3.6.1.2.1.2.2.1.6.2|4x|414243444546
1.3.6.1.2.1.2.2.1.10.1|65|4294967295
1.3.6.1.2.1.4.20.1.1.192.0.2.1|64|192.0.2.1
1.3.6.1.2.1.31.1.1.1.6.1|70|18446744073709551615
`.replace('83 7c 81 5b 83 67', '837c815b8367');

const recording = join(corpusFolder, 'snmpsim/recorded/linux-full-walk.snmprec');
const corpus = existsSync(recording) ? readFileSync(recording, 'utf8') : null;

let agent: Agent;
test.before(async () => {
  const v3 = ['--v3-user=scan', '--v3-auth-key=authpass12', '--v3-auth-proto=SHA', '--v3-priv-key=privpass12'];
  const recordings = {device, [udpContext]: device, ...(corpus === null ? {} : {corpus})};
  agent = await startSnmpsim(recordings, [...v3, '--v3-priv-proto=AES256']);
});
test.after.always(async () => {
  await agent.stop();
});

for (const version of ['1', '2c'] as const) {
  test(`a recorded device is read as it was recorded, over SNMPv${version}`, async (t) => {
    const asks = [walk('all', ['1.3.6.1.2.1']), get('names', ['1.3.6.1.2.1.1.5.0', '1.3.6.1.2.1.1.9.0'])];
    const {answers, error} = await converse({port: agent.port, login: community(version, 'device')}, asks);
    t.is(error, null);
    const recorded = readSnmprec(device).varbinds;
    // SNMPv1 has no Counter64; this agent gives it all the same.
    const [walked, got] = answers.map(({result}) => result);
    t.true(walked?.ok === true && !walked.cut);
    if (walked?.ok !== true || got?.ok !== true) return;
    const kept = version === '1' ? recorded.filter(({type}) => type !== 'Counter64') : recorded;
    t.deepEqual(
      walked.varbinds.filter(({type}) => version !== '1' || type !== 'Counter64'),
      kept,
    );
    t.deepEqual(
      got.varbinds.map(({value}) => value),
      ['浄水場'],
    );
  });
}

test('SNMPv3 with AES-256 and SHA-1, the key stretched as snmpsim does too', async (t) => {
  const login = secureUser('scan', 'sha1', 'aes256');
  const {answers, error} = await converse({port: agent.port, login}, [walk('all', ['1.3.6.1.2.1'])]);
  t.is(error, null);
  t.deepEqual(answers[0]?.result, {ok: true, varbinds: readSnmprec(device).varbinds, cut: false});
});

test('a whole device of the corpus', async (t) => {
  if (corpus === null) {
    t.log(`the corpus is absent: no file ${recording}; nothing was walked`);
    t.pass();
    return;
  }
  const {answers, error} = await converse({port: agent.port, login: community('2c', 'corpus')}, [
    walk('all', ['1.3.6']),
  ]);
  t.is(error, null);
  const result = answers[0]?.result;
  t.true(result?.ok === true && !result.cut);
  if (result?.ok !== true) return;
  const told = new Map(result.varbinds.map((each) => [each.oid, each]));
  const recorded = readSnmprec(corpus).varbinds;
  const wrong = recorded.filter((each) => JSON.stringify(told.get(each.oid)) !== JSON.stringify(each));
  t.log(`${recorded.length} instances recorded, ${result.varbinds.length} walked, ${wrong.length} not the same`);
  t.deepEqual(wrong.slice(0, 5), []);
  t.deepEqual(readSnmpText(writeSnmpText(result.varbinds)), {varbinds: result.varbinds, unread: 0});
});
