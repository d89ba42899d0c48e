import {createHash, createHmac} from 'node:crypto';
import test from 'ava';
import {get, walk} from '../../../src/model/ask.ts';
import type {GapReason} from '../../../src/model/evidence.ts';
import {fakeAgent} from '../../support/snmp-agents.ts';
import {converse, secureUser} from '../../support/snmp-client.ts';
import {ber, elements, int, octetString, varbind} from '../../support/snmp-packets.ts';

const asked = '1.3.6.1.2.1.1.1.0';
const asks = [get('one', [asked]), walk('system', ['1.3.6.1.2.1.1'])];
const engine = Buffer.from('8000000001020304', 'hex');
const usmStats = '1.3.6.1.6.3.15.1.1';

const placeholder = Buffer.alloc(12, 7);

/** HMAC-SHA-96 with the key that the password gives for the engine (RFC 3414 appendix A.2.2 and section 7.3.1). */
function signed(bytes: Buffer): Buffer {
  const sha1 = (...parts: readonly Buffer[]): Buffer => createHash('sha1').update(Buffer.concat(parts)).digest();
  const stretched = sha1(Buffer.alloc(1_048_576, 'authpass12'));
  const key = sha1(stretched, engine, stretched);
  const result = Buffer.from(bytes);
  const at = result.indexOf(placeholder);
  result.fill(0, at, at + 12);
  createHmac('sha1', key).update(result).digest().copy(result, at, 0, 12);
  return result;
}

interface Secured {
  readonly id: number;
  readonly flags: number;
}

function readSecured(bytes: Buffer): Secured {
  const [whole] = elements(bytes);
  const header = elements((whole as {content: Buffer}).content)[1] as {content: Buffer};
  const [id, , flags] = elements(header.content) as [{content: Buffer}, unknown, {content: Buffer}];
  return {id: id.content.readIntBE(0, id.content.length), flags: flags.content[0] ?? 0};
}

interface Message {
  readonly id: number;
  readonly flags?: number;
  readonly type?: number;
  readonly boots?: number;
  readonly varbinds: readonly Buffer[];
}

function message({id, flags = 0, type = 0xa8, boots = 1, varbinds}: Message): Buffer {
  const header = ber(0x30, int(id), int(65_507), octetString(Buffer.from([flags])), int(3));
  const auth = octetString((flags & 1) === 0 ? '' : placeholder);
  const priv = octetString((flags & 2) === 0 ? '' : Buffer.alloc(8, 7));
  const security = ber(0x30, octetString(engine), int(boots), int(boots), octetString('sha'), auth, priv);
  const pdu = ber(type, int(1), int(0), int(0), ber(0x30, ...varbinds));
  const scoped = ber(0x30, octetString(engine), octetString(''), pdu);
  const data = (flags & 2) === 0 ? scoped : octetString(Buffer.alloc(64, 9));
  return ber(0x30, int(3), header, octetString(security), data);
}

function report(id: number, object: string, more: Partial<Message> = {}): Buffer {
  return message({id, varbinds: [varbind(`${object}.0`, int(1, 0x41))], ...more});
}

const login = secureUser('sha', 'sha1', 'aes128');
const answer = [varbind(asked, octetString('forged'))];

/** What an agent does once it told its engine; `sends`: most datagrams that it may get. */
const cases: readonly {
  readonly title: string;
  readonly then: (id: number, flags: number) => Buffer | readonly Buffer[] | null;
  readonly reason: GapReason;
  readonly sends: number;
}[] = [
  {title: 'asks for its engine for ever', then: (id) => report(id, `${usmStats}.4`), reason: 'unsupported', sends: 5},
  {
    title: 'asks for its engine for ever, without a clock',
    then: (id) => report(id, `${usmStats}.4`, {boots: 0}),
    reason: 'unsupported',
    sends: 5,
  },
  {title: 'refuses the digest', then: (id) => report(id, `${usmStats}.5`), reason: 'auth-failed', sends: 2},
  {title: 'cannot decrypt', then: (id) => report(id, `${usmStats}.6`), reason: 'auth-failed', sends: 2},
  {
    title: 'does not know the user',
    then: (id) => report(id, `${usmStats}.3`, {boots: 0}),
    reason: 'auth-failed',
    sends: 2,
  },
  {
    title: 'never accepts its own time',
    then: (id) => signed(report(id, `${usmStats}.2`, {flags: 1})),
    reason: 'auth-failed',
    sends: 4,
  },
  {
    title: 'sends a report about the time that anybody could have sent',
    then: (id) => report(id, `${usmStats}.2`),
    reason: 'timeout',
    sends: 3,
  },
  {title: 'reports something else', then: (id) => report(id, '1.3.6.1.6.3.12.1.5'), reason: 'unsupported', sends: 2},
  {title: 'reports nothing', then: (id) => message({id, varbinds: []}), reason: 'unsupported', sends: 2},
  {
    title: 'answers in the clear',
    then: (id) => message({id, type: 0xa2, varbinds: answer}),
    reason: 'timeout',
    sends: 3,
  },
  {
    title: 'answers authenticated but in the clear',
    then: (id) => message({id, type: 0xa2, flags: 1, varbinds: answer}),
    reason: 'timeout',
    sends: 3,
  },
  {
    title: 'sends what cannot be decrypted',
    then: (id) => message({id, flags: 3, varbinds: []}),
    reason: 'unsupported',
    sends: 6,
  },
  {
    title: 'answers another message',
    then: (id) => message({id: id + 1, type: 0xa2, flags: 3, varbinds: answer}),
    reason: 'timeout',
    sends: 3,
  },
  {
    title: 'sends garbage',
    then: () => [Buffer.from('303e', 'hex'), Buffer.alloc(3000, 0x30)],
    reason: 'timeout',
    sends: 3,
  },
  {title: 'falls silent', then: () => null, reason: 'timeout', sends: 3},
];

for (const {title, then, reason, sends} of cases) {
  test(`an SNMPv3 agent that ${title}`, async (t) => {
    const agent = await fakeAgent((bytes) => {
      const {id, flags} = readSecured(bytes);
      return (flags & 1) === 0 ? report(id, `${usmStats}.4`) : then(id, flags);
    });
    const {error, answers} = await converse({port: agent.port, login}, asks, {limits: {timeoutMs: 300}});
    agent.stop();
    t.is(error?.reason, reason);
    t.deepEqual(answers, []);
    t.true(agent.requests.length <= sends, `${agent.requests.length} datagrams`);
    t.notRegex(error?.message ?? '', /authpass|privpass/);
  });
}

test('an agent that loops before it is known', async (t) => {
  const agent = await fakeAgent((bytes) => report(readSecured(bytes).id, `${usmStats}.4`, {boots: 0}));
  const {error} = await converse({port: agent.port, login: secureUser('nothing')}, asks);
  agent.stop();
  t.is(error?.reason, 'unsupported');
  t.true(agent.requests.length <= 5);
});
