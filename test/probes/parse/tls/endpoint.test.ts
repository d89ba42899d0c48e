import test from 'ava';
import type {Ending, Transcript} from '../../../../src/model/transcript.ts';
import {endpointOf} from '../../../../src/probes/parse/tls/endpoint.ts';
import {toldBy, type Told} from '../../../../src/probes/parse/tls/told.ts';
import {alertRecord, flightOf, oldFlightOf} from '../../../support/old-tls-server.ts';

const transcript = (ending: Ending, ...received: readonly Buffer[]): Transcript => ({received, tls: null, ending});
const nothing = Buffer.alloc(0);
const flight = flightOf(0x0301, 0x0005, Buffer.from('no certificate'), 1);

const told = (bytes: Buffer, ending: Ending = 'done'): Told => toldBy('flight', 0, transcript(ending, bytes));

test('what came of one hello', (t) => {
  t.like(told(flight), {state: 'taken', version: 'TLSv1.0', suites: ['TLS_RSA_WITH_RC4_128_SHA'], compression: true});
  t.is(told(alertRecord(0x0303, 2, 40)).state, 'refused');
  t.is(told(nothing, 'closed').state, 'closed');
  t.is(told(nothing, 'silence').state, 'unclear');
  t.is(told(Buffer.from('H')).state, 'other');
  t.is(told(flight.subarray(0, 30), 'closed').state, 'unclear');
});

test('SSL 2.0 is told from a refusal by TLS, and from what is neither', (t) => {
  const old = (bytes: Buffer): Told => toldBy('old', 0, transcript('done', bytes));
  t.like(old(oldFlightOf(Buffer.from('x'))), {state: 'taken', version: 'SSLv2'});
  t.is(old(alertRecord(0x0300, 2, 40).subarray(0, 2)).state, 'refused');
  t.is(old(Buffer.from('HT')).state, 'other');
  const without = oldFlightOf(Buffer.from('x'));
  const none = Buffer.concat([without.subarray(0, 9), Buffer.from([0, 0, 0, 16]), Buffer.alloc(17)]);
  t.is(old(none).state, 'refused', 'it knows none of the ciphers');
});

test('what ended before TLS began is no refusal of a hello', (t) => {
  const before = (ending: Ending, ...parts: readonly string[]): Told['state'] =>
    toldBy('flight', 2, transcript(ending, ...parts.map((part) => Buffer.from(part)))).state;
  t.is(before('mismatch', '220 mx', '250 mx'), 'other');
  t.is(before('silence', '220 mx', ''), 'unclear');
  t.is(before('closed', '421 too many'), 'unclear');
});

test('a handshake by Node tells what it agreed on', (t) => {
  const tls = {version: 'TLSv1', suite: 'TLS_RSA_WITH_AES_128_CBC_SHA', certificates: []};
  t.like(toldBy('handshake', 0, {received: [], tls, ending: 'done'}), {state: 'taken', version: 'TLSv1.0'});
  t.is(toldBy('handshake', 0, transcript('tls-failed')).state, 'closed');
  t.is(toldBy('handshake', 1, transcript('silence', nothing)).state, 'unclear');
});

const taken = (version: string, suite: string): Told => ({
  state: 'taken',
  version,
  suites: [suite],
  group: null,
  compression: false,
  secureRenegotiation: null,
  certificates: [],
});
const refused: Told = {state: 'refused'};

test('a port is told by all of its answers', (t) => {
  const state = (...all: readonly Told['state'][]): string =>
    endpointOf(
      all.map((each) => ({state: each}) as Told),
      true,
    ).state;
  t.is(state('other', 'closed'), 'other');
  t.is(state('closed', 'closed'), 'other');
  t.is(state('refused', 'closed'), 'refused');
  t.is(state('unclear', 'closed'), 'unclear');
  t.is(state('unclear', 'other'), 'other');
  t.is(endpointOf([refused, taken('TLSv1.2', 'TLS_DH_anon_WITH_SEED_CBC_SHA')], true).state, 'speaks');
});

test('an endpoint is known whole only where every hello has its answer, and a certificate was seen', (t) => {
  const complete = (all: readonly Told[], asked = true): boolean | undefined => {
    const read = endpointOf(all, asked);
    return read.state === 'speaks' ? read.complete : undefined;
  };
  const anonymous = taken('TLSv1.2', 'TLS_DH_anon_WITH_SEED_CBC_SHA');
  t.true(complete([anonymous, refused]));
  t.false(complete([anonymous, {state: 'unclear'}]));
  t.false(complete([anonymous, refused], false));
  t.false(complete([taken('TLSv1.2', 'TLS_RSA_WITH_SEED_CBC_SHA'), refused]), 'without a certificate');
});

test('versions stand in their order, suites each once', (t) => {
  const read = endpointOf(
    [
      taken('TLSv1.3', 'TLS_AES_128_GCM_SHA256'),
      taken('SSLv3', 'TLS_RSA_WITH_RC4_128_SHA'),
      taken('TLSv1.0', 'TLS_RSA_WITH_RC4_128_SHA'),
      taken('SSLv2', 'SSL2_RC4_128_WITH_MD5'),
    ],
    true,
  );
  if (read.state !== 'speaks') return t.fail(read.state);
  t.deepEqual(read.endpoint.versions, ['SSLv2', 'SSLv3', 'TLSv1.0', 'TLSv1.3']);
  t.deepEqual(read.endpoint.suites, ['SSL2_RC4_128_WITH_MD5', 'TLS_AES_128_GCM_SHA256', 'TLS_RSA_WITH_RC4_128_SHA']);
});
