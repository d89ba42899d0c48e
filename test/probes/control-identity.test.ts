import test from 'ava';
import fc from 'fast-check';
import {controlProtocols, type ControlProtocol} from '../../src/model/asset.ts';
import {escapeBytes} from '../../src/model/escaped.ts';
import type {Exchange, GapReason} from '../../src/model/evidence.ts';
import type {Fact} from '../../src/model/fact.ts';
import {factsOf} from '../../src/facts.ts';
import {controlIdentity} from '../../src/probes/control-identity.ts';
import {controlDialogues} from '../../src/probes/dialogues/control.ts';
import {dnp3Crc} from '../../src/probes/parse/control/dnp3.ts';
import {
  bacnetAnswer,
  controllerAnswers,
  enipAnswer,
  finsAnswer,
  modbusAnswer,
  statusListAnswer,
} from '../support/controllers.ts';

const at = '2026-11-26T00:00:00.000Z';

const dialogueOf = (protocol: ControlProtocol) => {
  const found = controlDialogues.find(({id}) => id === protocol);
  if (found === undefined) throw new Error(protocol);
  return found;
};

/** The stored answer of a dialogue that heard these parts, and what became of it. */
function heard(protocol: ControlProtocol, parts: readonly Buffer[], ending = 'done'): Exchange {
  const {transport, ports} = dialogueOf(protocol);
  const body = [...parts.map((part) => `< ${escapeBytes(part)}`), `. ${ending}`].join('\n');
  const ask = `${protocol}@${transport}/${ports[0]}`;
  const answer = {ok: true, body, encoding: 'utf8', exitCode: null, absent: false, cut: false, redactions: 0} as const;
  return {seq: 1, ask, request: ask, via: 'nmap', privilege: 'user', sentAt: at, receivedAt: at, answer};
}

function silent(protocol: ControlProtocol, reason: GapReason): Exchange {
  return {...heard(protocol, []), answer: {ok: false, reason, detail: 'test'}};
}

const factOf = (...exchanges: readonly Exchange[]): Fact | undefined =>
  factsOf([controlIdentity], exchanges, 'auto', null)['controlIdentity'];

interface Told {
  readonly complete: boolean;
  readonly because: string | undefined;
  readonly endpoints: readonly Readonly<Record<string, unknown>>[];
}

function told(...exchanges: readonly Exchange[]): Told {
  const fact = factOf(...exchanges);
  if (fact?.state !== 'known') throw new Error(JSON.stringify(fact));
  const {endpoints} = fact.value as {endpoints: Told['endpoints']};
  return {complete: fact.complete, because: 'because' in fact ? fact.because : undefined, endpoints};
}

const nothing = {vendor: null, product: null, version: null, serial: null, station: null};

const identities: Readonly<Record<ControlProtocol, Readonly<Record<string, string>>>> = {
  bacnet: {vendor: '見本計装', product: 'MK-100', version: '2.1.0', station: '260001'},
  dnp3: {station: '1'},
  enip: {
    vendor: 'Rockwell Automation/Allen-Bradley',
    product: '1769-L32E Ethernet Port',
    version: '20.9',
    serial: '00C0FFEE',
  },
  fins: {product: 'CJ2M-CPU32', version: '02.01'},
  melsec: {product: 'Q03UDECPU'},
  modbus: {vendor: 'Mihon Keiso', product: 'MK-100', version: 'V2.1'},
  opcua: {},
  s7: {
    vendor: 'Original Siemens Equipment',
    product: 'CPU 315-2 DP 6ES7 315-2AG10-0AB0',
    version: '2.6.9',
    serial: 'S C-X4U421302009',
    station: 'ROKA-1',
  },
};

for (const protocol of controlProtocols) {
  const answers = controllerAnswers[protocol];
  const port = dialogueOf(protocol).ports[0];

  test(`${protocol}: what a controller says of itself`, (t) => {
    const {complete, endpoints} = told(heard(protocol, answers));
    t.true(complete);
    t.deepEqual(endpoints, [{protocol, port, ...nothing, ...identities[protocol]}]);
  });

  test(`${protocol}: who says nothing is not known, who speaks something else is left out`, (t) => {
    t.like(told(heard(protocol, [Buffer.alloc(0)], 'silence')), {complete: false, because: 'timeout', endpoints: []});
    t.like(told(heard(protocol, [Buffer.alloc(0)], 'closed')), {complete: false, because: 'timeout', endpoints: []});
    for (const words of ['SSH-2.0-OpenSSH_9.2\r\n', 'HTTP/1.1 400 Bad Request\r\n\r\n', '\0\0\0\0'])
      t.like(told(heard(protocol, [Buffer.from(words)], 'mismatch')), {complete: true, endpoints: []}, words);
  });

  test(`${protocol}: an answer that breaks off anywhere never becomes a whole identity of another kind`, (t) => {
    const last = answers.at(-1) ?? Buffer.alloc(0);
    for (let length = 0; length < last.length; length += 1) {
      const parts = [...answers.slice(0, -1), last.subarray(0, length)];
      const {complete, endpoints} = told(heard(protocol, parts, 'closed'));
      t.false(complete && endpoints.length > 0, `${length} bytes: ${JSON.stringify(endpoints)}`);
    }
  });

  test(`${protocol}: whatever comes is an identity with bounded texts, or none`, (t) => {
    const spoilt = fc.tuple(fc.nat(answers.length - 1), fc.nat(400), fc.uint8Array({minLength: 1, maxLength: 40}));
    fc.assert(
      fc.property(
        spoilt,
        fc.constantFrom('done', 'closed', 'silence', 'limit', 'mismatch'),
        ([which, offset, bytes], ending) => {
          const parts = answers.map((part, index) => {
            if (index !== which) return part;
            const from = offset % (part.length + 1);
            return Buffer.concat([
              part.subarray(0, from),
              bytes,
              part.subarray(from + (offset % 3 === 0 ? bytes.length : 0)),
            ]);
          });
          const {endpoints} = told(heard(protocol, parts, ending));
          for (const value of endpoints.flatMap((endpoint) => Object.values(endpoint))) {
            if (typeof value !== 'string') continue;
            if (value === '' || value.length > 400 || /\p{Cc}/u.test(value)) throw new Error(JSON.stringify(value));
          }
        },
      ),
      {numRuns: 300},
    );
    t.pass();
  });
}

test('a Modbus device that knows no such function speaks Modbus, and does not say what it is', (t) => {
  const exception = Buffer.from('000100000003ffab01', 'hex');
  t.like(told(heard('modbus', [exception])), {complete: true, endpoints: [{protocol: 'modbus', ...nothing}]});
});

test('texts from a device are shown in one line, without control characters, and cut', (t) => {
  const {endpoints} = told(heard('modbus', [modbusAnswer('\x1b[2J\u0007 A\r\nB', 'x'.repeat(200), ' \t ')]));
  t.like(endpoints[0], {vendor: '[2J A B', product: 'x'.repeat(120), version: null});
});

test('lengths that do not fit make the identity incomplete, not wrong', (t) => {
  const modbus = modbusAnswer('A', 'B', 'C');
  modbus[15] = 200;
  t.like(told(heard('modbus', [modbus])), {complete: false, endpoints: [{...nothing}]});
  const enip = enipAnswer(1, 'name', 1);
  enip[62] = 250;
  t.like(told(heard('enip', [enip])), {complete: false, endpoints: [{...nothing}]});
});

test('a vendor of EtherNet/IP without a known name keeps its number', (t) => {
  t.like(told(heard('enip', [enipAnswer(4711, 'X', 1)])).endpoints[0], {vendor: 'CIP vendor 4711', serial: '00000001'});
});

test('an S7-1200 has no list of components; a CPU in another slot refuses; others speak over the same transport', (t) => {
  const [connected, setUp, module] = controllerAnswers.s7;
  if (!connected || !setUp || !module) return t.fail();
  const none = statusListAnswer(0x1c, 34, []);
  none[27] = 0xd4;
  const s71200 = told(heard('s7', [connected, setUp, module, none]));
  t.like(s71200, {complete: true, endpoints: [{product: '6ES7 315-2AG10-0AB0', version: '2.6.9', serial: null}]});
  const refusal = Buffer.from('03000016118000140002000000000000000000000000'.slice(0, 44), 'hex');
  t.like(told(heard('s7', [refusal], 'mismatch')), {complete: false, because: 'unsupported', endpoints: []});
  const mms = Buffer.from('0300000b02f080a9050102', 'hex');
  t.like(told(heard('s7', [connected, mms], 'mismatch')), {complete: true, endpoints: []});
});

test('an S7 list that goes on without its serial number is cut', (t) => {
  const [connected, setUp, module] = controllerAnswers.s7;
  if (!connected || !setUp || !module) return t.fail();
  const part = statusListAnswer(0x1c, 34, [], false);
  t.like(told(heard('s7', [connected, setUp, module, part])), {complete: false, because: 'cut'});
});

test('a FINS controller without a free connection speaks FINS, and says no more', (t) => {
  const full = Buffer.from('46494e530000001000000001000000200000000000000000', 'hex');
  t.like(told(heard('fins', [full], 'mismatch')), {
    complete: false,
    because: 'permission-denied',
    endpoints: [{protocol: 'fins', ...nothing}],
  });
});

test('errors of the CPU unit that FINS tells along do not hide its answer, those of the question do', (t) => {
  const [nodes] = controllerAnswers.fins;
  if (!nodes) return t.fail();
  const [warned, failed] = [finsAnswer('CJ2M-CPU32', '02.01'), finsAnswer('CJ2M-CPU32', '02.01')];
  warned[29] = 0x40;
  failed[28] = 0x21;
  t.like(told(heard('fins', [nodes, warned])), {complete: true, endpoints: [{product: 'CJ2M-CPU32'}]});
  t.like(told(heard('fins', [nodes, failed])), {complete: false, endpoints: [{product: null}]});
});

test('BACnet texts are read in the character sets that it names, and others are not guessed', (t) => {
  const [vendor, model, firmware, serial] = controllerAnswers.bacnet;
  if (!vendor || !model || !firmware || !serial) return t.fail();
  const withSet = (set: number, bytes: Buffer): Buffer => {
    const answer = bacnetAnswer(1, '1979', bytes.toString('latin1').replaceAll(/[^\0-\x7f]/g, '?'));
    const from = answer.length - 1 - bytes.length;
    bytes.copy(answer, from);
    answer[from - 1] = set;
    return answer;
  };
  const first = (answer: Buffer): unknown =>
    told(heard('bacnet', [answer, model, firmware, serial])).endpoints[0]?.['vendor'];
  t.is(first(withSet(4, Buffer.from('見本', 'utf16le').swap16())), '見本');
  t.is(first(withSet(5, Buffer.from('Gerät', 'latin1'))), 'Gerät');
  t.is(first(withSet(1, Buffer.from([1, 2, 3]))), null);
  t.is(first(withSet(0, Buffer.from([0xff, 0xfe]))), null);
});

test('a BACnet answer to another question is no answer', (t) => {
  const [, model, firmware, serial] = controllerAnswers.bacnet;
  if (!model || !firmware || !serial) return t.fail();
  t.like(told(heard('bacnet', [model, model, firmware, serial])), {complete: false, endpoints: [{vendor: null}]});
});

test('DNP3: the checksum is that of the standard, and a frame with another one is none', (t) => {
  t.is(dnp3Crc(Buffer.from('056405c900000000', 'hex')), 0x4c36);
  const requests = dialogueOf('dnp3').steps.flatMap((step) => (step.do === 'send' ? [step.bytes] : []));
  t.is(requests.length, 1);
  t.like(told(heard('dnp3', [Buffer.from('0564050b00000100baf1', 'hex')])), {complete: true, endpoints: []});
});

test('what was not asked is no part of it; what was asked and did not answer makes it incomplete', (t) => {
  const fact = factOf(heard('modbus', controllerAnswers.modbus));
  t.like(fact, {state: 'known', complete: true, value: {asked: ['modbus']}});
  t.like(factOf(), {state: 'gap', reason: 'not-collected'});
  t.like(told(heard('modbus', controllerAnswers.modbus), silent('s7', 'timeout')), {
    complete: false,
    because: 'timeout',
  });
  t.like(factOf(silent('modbus', 'unreachable'), silent('s7', 'timeout')), {state: 'gap', reason: 'unreachable'});
});

test('there is one dialogue for each protocol, over one session, and it says nothing that may write', (t) => {
  t.deepEqual(controlDialogues.map(({id}) => id).sort(), [...controlProtocols]);
  for (const {id, service, class: kind, ports, steps} of controlDialogues) {
    t.is(id, service);
    t.is(kind, 'control');
    t.is(ports.length, 1);
    t.false(
      steps.some((step) => step.do === 'tls' || (step.do === 'send' && step.bytes.includes('{{'))),
      id,
    );
  }
});
