import test from 'ava';
import type {RemoteInfo, Socket} from 'node:dgram';
import {createSocket} from 'node:dgram';
import {get, walk, type SnmpAsk} from '../../../src/model/ask.ts';
import type {GapReason} from '../../../src/model/evidence.ts';
import type {SnmpLimits} from '../../../src/transports/snmp.ts';
import {fakeAgent} from '../../support/snmp-agents.ts';
import {community, converse, type Conversation} from '../../support/snmp-client.ts';
import {ber, int, octetString, readRequest, respond, varbind, type Request} from '../../support/snmp-packets.ts';

const root = '1.3.6.1.2.1.2';
const rows = Array.from({length: 40}, (_, index) => `${root}.2.1.1.${index + 1}`);
const beyond = '1.3.6.1.2.1.3.1.0';
const endOfMibView = ber(0x82);
const walked = walk('table', [root]);
const got = get('two', [rows[0] ?? '', rows[1] ?? '']);

/** Those after a name, and what lies beyond the table. */
function after(oid: string, count: number): string[] {
  const start = rows.indexOf(oid) + 1;
  return [...rows, beyond].slice(start, start + count);
}

/** What an honest agent with one table answers. */
function honest(request: Request): Buffer {
  const [oid = ''] = request.oids;
  const names = request.type === 0xa0 ? request.oids : after(oid, request.type === 0xa5 ? request.repetitions : 1);
  return respond(request, {varbinds: names.map((name) => varbind(name, int(7)))});
}

/** Answers to a walk, however it goes on; gets are answered honestly. */
function names(of: (request: Request) => readonly string[]): (request: Request) => Buffer {
  return (request) => {
    if (request.type === 0xa0) return honest(request);
    return respond(request, {varbinds: of(request).map((name) => varbind(name, int(7)))});
  };
}

type Outcome =
  | {readonly rows: number; readonly cut: boolean}
  | {readonly reason: GapReason}
  /** The whole conversation. */
  | {readonly error: GapReason};

function outcomes({answers, error}: Conversation): Outcome[] {
  const told = answers.map(({result}): Outcome =>
    result.ok ? {rows: result.varbinds.length, cut: result.cut} : {reason: result.reason},
  );
  return error === null ? told : [...told, {error: error.reason}];
}

interface Case {
  readonly title: string;
  readonly answer: (request: Request, from: RemoteInfo, socket: Socket) => Buffer | readonly Buffer[] | null;
  readonly expect: readonly Outcome[];
  readonly asks?: readonly SnmpAsk[];
  readonly limits?: Partial<SnmpLimits>;
}

const quick = {timeoutMs: 150, retries: 1};
const two = {rows: 2, cut: false};

const cases: readonly Case[] = [
  {title: 'is honest', answer: honest, expect: [two, {rows: 40, cut: false}]},
  {title: 'repeats the name it was asked', answer: names(({oids}) => oids), expect: [two, {reason: 'unsupported'}]},
  {
    title: 'repeats one name for ever',
    answer: names(() => [rows[3] ?? '']),
    expect: [two, {rows: 1, cut: true}],
  },
  {
    title: 'goes round in a circle',
    answer: names(({oids: [oid]}) => (oid === rows[4] ? [rows[0] ?? ''] : after(oid ?? '', 1))),
    expect: [two, {rows: 5, cut: true}],
  },
  {
    title: 'goes back within one packet',
    answer: names(() => [rows[2] ?? '', rows[1] ?? '', rows[5] ?? '']),
    expect: [two, {rows: 1, cut: true}],
  },
  {
    title: 'jumps before the table',
    answer: names(({oids: [oid]}) => (oid === root ? rows.slice(0, 3) : ['1.3.6.1.2.1.1.1.0'])),
    expect: [two, {rows: 3, cut: true}],
  },
  {
    title: 'has few rows',
    answer: names(({oids: [oid]}) => (oid === root ? rows.slice(0, 3) : [beyond])),
    expect: [two, {rows: 3, cut: false}],
  },
  {
    title: 'ends where it is',
    answer: (request) =>
      request.type === 0xa0
        ? honest(request)
        : respond(request, {varbinds: [varbind(request.oids[0] ?? '', endOfMibView)]}),
    expect: [two, {rows: 0, cut: false}],
  },
  {
    title: 'ends somewhere else',
    answer: (request) =>
      request.type === 0xa0 ? honest(request) : respond(request, {varbinds: [varbind(rows[9] ?? '', endOfMibView)]}),
    expect: [two, {reason: 'unsupported'}],
  },
  {
    title: 'ends a walk with noSuchObject',
    answer: (request) =>
      request.type === 0xa0 ? honest(request) : respond(request, {varbinds: [varbind(rows[0] ?? '', ber(0x80))]}),
    expect: [two, {reason: 'unsupported'}],
  },
  {title: 'gives nothing at all', answer: names(() => []), expect: [two, {reason: 'unsupported'}]},
  {
    title: 'never ends',
    answer: names(({oids: [oid = ''], repetitions}) => {
      const last = oid === root ? 0 : Number(oid.slice(oid.lastIndexOf('.') + 1));
      return Array.from({length: repetitions}, (_, index) => `${root}.9.${last + index + 1}`);
    }),
    asks: [walk('endless', [root], {rows: 500})],
    expect: [{rows: 500, cut: true}],
  },
  {
    title: 'gives far more than was asked for',
    answer: names(() => Array.from({length: 3000}, (_, index) => `${root}.9.${index + 1}`)),
    asks: [walk('many', [root], {rows: 50})],
    expect: [{rows: 50, cut: true}],
  },
  {
    title: 'is too small for more than 5',
    answer: (request) => (request.repetitions > 5 ? respond(request, {status: 1}) : honest(request)),
    expect: [two, {rows: 40, cut: false}],
  },
  {
    title: 'does not answer more than 5',
    answer: (request) => (request.repetitions > 5 ? null : honest(request)),
    limits: quick,
    expect: [two, {rows: 40, cut: false}],
  },
  {
    title: 'answers bulk with an error always',
    answer: (request) => (request.type === 0xa0 ? honest(request) : respond(request, {status: 5})),
    expect: [two, {reason: 'unsupported'}],
  },
  {
    title: 'fails in the middle',
    answer: (request) => (request.oids[0] === rows[24] ? respond(request, {status: 5}) : honest(request)),
    expect: [two, {rows: 25, cut: true}],
  },
  {
    title: 'denies',
    answer: (request) => respond(request, {status: 16}),
    expect: [{reason: 'permission-denied'}, {reason: 'permission-denied'}],
  },
  {
    title: 'answers gets with other names',
    answer: (request) => respond(request, {varbinds: request.oids.map(() => varbind('1.3.6.1.4.1.1.0', int(1)))}),
    asks: [got],
    expect: [{reason: 'unsupported'}],
  },
  {
    title: 'answers gets with one error for all',
    answer: (request) => (request.oids.length > 1 ? respond(request, {status: 2, index: 1}) : honest(request)),
    expect: [two, {rows: 40, cut: false}],
  },
  {
    title: 'has more than is wanted',
    answer: honest,
    asks: [get('one', got.oids, {rows: 1})],
    expect: [{rows: 1, cut: true}],
  },
  {title: 'never answers', answer: () => null, limits: quick, expect: [{error: 'timeout'}]},
  {
    title: 'stops answering',
    answer: (request) => (request.type === 0xa0 ? honest(request) : null),
    asks: [got, walked, walked, walked],
    limits: {timeoutMs: 60, retries: 0},
    expect: [two, {reason: 'timeout'}, {error: 'timeout'}],
  },
  {
    title: 'answers something else',
    answer: (request) => respond(request, {id: request.id + 1, varbinds: [varbind(rows[0] ?? '', int(1))]}),
    limits: quick,
    expect: [{error: 'timeout'}],
  },
  {
    title: 'answers with another community',
    answer: (request) => respond(request, {community: 'private', varbinds: [varbind(rows[0] ?? '', int(1))]}),
    limits: quick,
    expect: [{error: 'timeout'}],
  },
  {
    title: 'answers with another version',
    answer: (request) => honest({...request, version: 0}),
    limits: quick,
    expect: [{error: 'timeout'}],
  },
  {
    title: 'answers with a request',
    answer: (request) => respond(request, {type: 0xa3, varbinds: [varbind(rows[0] ?? '', int(1))]}),
    limits: quick,
    expect: [{error: 'timeout'}],
  },
  {
    title: 'answers from another port',
    answer: (request, from) => {
      const other = createSocket('udp4');
      other.send(honest(request), from.port, from.address, () => other.close());
      return null;
    },
    limits: quick,
    expect: [{error: 'timeout'}],
  },
  {
    title: 'is forged before it answers',
    answer: (request, from, socket) => {
      const other = createSocket('udp4');
      const forged = respond(request, {varbinds: request.oids.map((oid) => varbind(oid, int(666)))});
      other.send(forged, from.port, from.address, () => {
        other.close();
        socket.send(honest(request), from.port, from.address);
      });
      return null;
    },
    expect: [two, {rows: 40, cut: false}],
  },
  {
    title: 'sends every answer thrice',
    answer: (request) => [honest(request), honest(request), honest(request)],
    expect: [two, {rows: 40, cut: false}],
  },
  {
    title: 'sends garbage first',
    answer: (request) => [Buffer.alloc(0), Buffer.from('garbage'), Buffer.alloc(65_000, 0x30), honest(request)],
    expect: [two, {rows: 40, cut: false}],
  },
  {
    title: 'leaves out the end of each answer',
    answer: (request) => honest(request).subarray(0, -3),
    limits: quick,
    expect: [{error: 'timeout'}],
  },
  {
    title: 'lies about the length of a value',
    answer: (request) =>
      respond(request, {varbinds: request.oids.map((oid) => varbind(oid, Buffer.from([4, 120, 65])))}),
    limits: quick,
    expect: [{error: 'timeout'}],
  },
  {
    title: 'gives integers of 9 octets',
    answer: (request) =>
      respond(request, {varbinds: request.oids.map((oid) => varbind(oid, ber(2, Buffer.alloc(9, 1))))}),
    limits: quick,
    expect: [{error: 'timeout'}],
  },
  {
    title: 'gives counters of 12 octets',
    answer: (request) =>
      respond(request, {varbinds: request.oids.map((oid) => varbind(oid, ber(0x46, Buffer.alloc(12, 1))))}),
    asks: [got],
    expect: [{reason: 'unsupported'}],
  },
  {
    title: 'gives a string of 60 kB',
    answer: (request) =>
      respond(request, {
        varbinds: [varbind(after(request.oids[0] ?? '', 1)[0] ?? '', octetString('水'.repeat(20_000)))],
      }),
    asks: [walked],
    expect: [{rows: 40, cut: true}],
  },
  {
    title: 'is slow',
    answer: (request, from, socket) => {
      setTimeout(() => {
        try {
          socket.send(honest(request), from.port, from.address);
        } catch {
          // The agent was stopped.
        }
      }, 800);
      return null;
    },
    limits: {totalMs: 2200},
    expect: [two, {rows: 25, cut: true}, {error: 'timeout'}],
  },
];

for (const {title, answer, expect, asks = [got, walked], limits} of cases) {
  test(`an agent that ${title}`, async (t) => {
    const agent = await fakeAgent((bytes, from, socket) => answer(readRequest(bytes), from, socket));
    const conversation = await converse({port: agent.port, login: community('2c')}, asks, limits ? {limits} : {});
    agent.stop();
    t.deepEqual(outcomes(conversation), expect);
    for (const {result} of conversation.answers) {
      if (result.ok) t.true(result.varbinds.every(({value}) => value.length <= 4096 && value !== '666'));
    }
  });
}

test('what a weak agent manages is remembered', async (t) => {
  const agent = await fakeAgent((bytes) => {
    const request = readRequest(bytes);
    return request.repetitions > 5 ? respond(request, {status: 1}) : honest(request);
  });
  await converse({port: agent.port, login: community('2c')}, [walked, walked]);
  agent.stop();
  const sizes = agent.requests.map((bytes) => readRequest(bytes).repetitions);
  t.deepEqual(sizes, [25, 10, ...Array.from({length: 18}, () => 5)]);
});

test('an agent of SNMPv1 that gives all or nothing', async (t) => {
  const agent = await fakeAgent((bytes) => {
    const request = readRequest(bytes);
    const known = request.oids.every((oid) => (request.type === 0xa0 ? rows.includes(oid) : oid !== rows.at(-1)));
    return known ? honest(request) : respond(request, {status: 2, index: 1});
  });
  const asks = [get('some', [rows[0] ?? '', beyond, rows[1] ?? '']), walked];
  const conversation = await converse({port: agent.port, login: community('1')}, asks);
  agent.stop();
  t.deepEqual(outcomes(conversation), [two, {rows: 40, cut: false}]);
  t.deepEqual(new Set(agent.requests.map((bytes) => readRequest(bytes).type)), new Set([0xa0, 0xa1]));
});

test('packets keep to their pace', async (t) => {
  const times: number[] = [];
  const agent = await fakeAgent((bytes) => {
    times.push(performance.now());
    return honest(readRequest(bytes));
  });
  const asks = Array.from({length: 6}, () => got);
  await converse({port: agent.port, login: community('2c')}, asks, {limits: {packetsPerSecond: 20}});
  agent.stop();
  t.is(times.length, 6);
  t.true((times[5] ?? 0) - (times[0] ?? 0) >= 240);
});

test('a stopped run ends at once, with what there is', async (t) => {
  const controller = new AbortController();
  const agent = await fakeAgent((bytes) => {
    const request = readRequest(bytes);
    if (request.oids[0] !== rows[24]) return honest(request);
    controller.abort();
    return null;
  });
  const conversation = await converse({port: agent.port, login: community('2c')}, [walked], {
    signal: controller.signal,
  });
  agent.stop();
  t.deepEqual(outcomes(conversation), [{rows: 25, cut: true}, {error: 'stopped'}]);
  t.true(conversation.milliseconds < 5000);
});

test('a host name that does not exist, and a port where nobody listens', async (t) => {
  const login = community('2c');
  const unknown = await converse({address: 'no-such-host.invalid', port: 161, login}, [got]);
  t.is(unknown.error?.reason, 'unreachable');
  const agent = await fakeAgent(() => null);
  agent.stop();
  const closed = await converse({port: agent.port, login}, [got]);
  t.is(closed.error?.reason, 'unreachable');
});

test('an empty community is not put in place of by another', async (t) => {
  const agent = await fakeAgent((bytes) => honest(readRequest(bytes)));
  const {error} = await converse({port: agent.port, login: community('2c', '')}, [walked]);
  agent.stop();
  t.is(error?.reason, 'auth-failed');
  t.is(agent.requests.length, 0);
});
