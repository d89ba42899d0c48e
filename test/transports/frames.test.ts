import test from 'ava';
import fc from 'fast-check';
import {cksum} from '../../src/transports/cksum.ts';
import {FrameReader, type Frame} from '../../src/transports/frames.ts';

const nonce = '0f1e2d3c4b5a69788796a5b4';

interface Sent {
  readonly code: string;
  readonly body: Buffer;
}

function frameOf({code, body}: Sent, index: number): Buffer {
  const summed = Buffer.concat([Buffer.from(`${index} ${code} `), body]);
  const header = Buffer.from(`${nonce} ${index} ${code} ${cksum(summed)} ${summed.length}\n`);
  return Buffer.concat([header, body, Buffer.from('\n')]);
}

const hello = Buffer.from(`${nonce} hello 0\n`);
const bye = Buffer.from(`${nonce} bye\n`);

function streamOf(sent: readonly Sent[]): Buffer {
  return Buffer.concat([hello, ...sent.map(frameOf), bye]);
}

/** Reads a stream in pieces of the given sizes, over and over. */
function read(stream: Buffer, sizes: readonly number[]): Frame[] {
  const reader = new FrameReader(nonce, 1_000_000);
  const frames: Frame[] = [];
  for (let at = 0, turn = 0; at < stream.length; turn++) {
    const size = sizes[turn % sizes.length] ?? stream.length;
    frames.push(...reader.push(stream.subarray(at, at + size)));
    at += size;
  }
  return frames;
}

const answersIn = (frames: readonly Frame[]) => frames.filter((frame) => frame.kind === 'answer');

const bodies = fc.oneof(
  fc.uint8Array({maxLength: 200}).map((bytes) => Buffer.from(bytes)),
  fc.constant(Buffer.alloc(0)),
  fc.constant(Buffer.from(`${nonce} 3 r 1 1\n${nonce} bye\n`)),
  fc.constantFrom('\n0 ', `${nonce} `, '\n.\n', '監視制御').map((text) => Buffer.from(text)),
);
const sentArb = fc.array(fc.record({code: fc.constantFrom('r', 's', 'u', 'd'), body: bodies}), {
  minLength: 1,
  maxLength: 14,
});
const sizesArb = fc.array(fc.integer({min: 1, max: 97}), {minLength: 1, maxLength: 5});
const runAs: Readonly<Record<string, string>> = {r: 'root', s: 'sudo', u: 'user', d: 'denied'};

test('however a stream is cut into chunks, the same answers come out', (t) => {
  fc.assert(
    fc.property(sentArb, sizesArb, (sent, sizes) => {
      const frames = read(streamOf(sent), sizes);
      t.deepEqual(frames[0], {kind: 'hello', uid: 0});
      t.deepEqual(frames.at(-1), {kind: 'bye'});
      const expected = sent.map(({code, body}, index) => ({
        kind: 'answer',
        index,
        runAs: runAs[code],
        body,
        intact: true,
      }));
      t.deepEqual(frames.slice(1, -1) as unknown, expected);
    }),
  );
});

type Damage =
  | {readonly kind: 'drop' | 'double'; readonly at: number; readonly length: number}
  | {readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array}
  | {readonly kind: 'change'; readonly at: number; readonly by: number}
  | {readonly kind: 'swap'; readonly at: number; readonly length: number};

const place = fc.nat(100_000);
const length = fc.integer({min: 1, max: 60});
const damageArb: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({kind: fc.constantFrom('drop' as const, 'double' as const), at: place, length}),
  fc.record({kind: fc.constant('insert' as const), at: place, bytes: fc.uint8Array({minLength: 1, maxLength: 40})}),
  fc.record({
    kind: fc.constant('insert' as const),
    at: place,
    bytes: fc.constantFrom('1', '\n', ' r ').map((text) => Buffer.from(text)),
  }),
  fc.record({kind: fc.constant('change' as const), at: place, by: fc.integer({min: 1, max: 255})}),
  fc.record({kind: fc.constant('swap' as const), at: place, length}),
);

function damaged(stream: Buffer, damage: Damage): Buffer {
  const at = damage.at % stream.length;
  const [before, after] = [stream.subarray(0, at), stream.subarray(at)];
  switch (damage.kind) {
    case 'drop':
      return Buffer.concat([before, after.subarray(damage.length)]);
    case 'double':
      return Buffer.concat([before, after.subarray(0, damage.length), after]);
    case 'insert':
      return Buffer.concat([before, damage.bytes, after]);
    case 'change':
      return Buffer.concat([before, Buffer.from([(after[0] ?? 0) ^ damage.by]), after.subarray(1)]);
    case 'swap': {
      const [one, two] = [after.subarray(0, damage.length), after.subarray(damage.length, 2 * damage.length)];
      return Buffer.concat([before, two, one, after.subarray(2 * damage.length)]);
    }
    default:
      return damage satisfies never;
  }
}

test('whatever happens to the bytes, an intact answer is the one that was sent for its index, run as it says', (t) => {
  fc.assert(
    fc.property(sentArb, fc.array(damageArb, {minLength: 1, maxLength: 3}), sizesArb, (sent, damages, sizes) => {
      const stream = damages.reduce(damaged, streamOf(sent));
      for (const frame of answersIn(read(stream, sizes))) {
        if (!frame.intact) continue;
        const original = sent[frame.index];
        t.deepEqual(
          [frame.body.toString('hex'), frame.runAs],
          [original?.body.toString('hex'), runAs[original?.code ?? '']],
        );
      }
    }),
    {numRuns: 2000},
  );
});

test('a digit lost from an index does not hand the answer to another slot', (t) => {
  const frame = frameOf({code: 'r', body: Buffer.from('permitrootlogin yes')}, 12).toString('latin1');
  const frames = read(Buffer.from(frame.replace(' 12 ', ' 2 '), 'latin1'), [1000]);
  t.deepEqual(
    answersIn(frames).map(({intact}) => intact),
    [false],
  );
});

test('noise inside of an answer costs that answer alone', (t) => {
  const stream = streamOf([0, 1, 2].map((each) => ({code: 'u', body: Buffer.from(`answer ${each}\n`)})));
  const at = stream.indexOf('nswer 1');
  const noisy = Buffer.concat([stream.subarray(0, at), Buffer.from('NOISE'), stream.subarray(at)]);
  const intact = answersIn(read(noisy, [7])).filter((frame) => frame.intact);
  t.deepEqual(
    intact.map(({index}) => index),
    [0, 2],
  );
});

test('a header that announces more than may come is noise', (t) => {
  const reader = new FrameReader(nonce, 1000);
  t.deepEqual(reader.push(Buffer.from(`${nonce} 0 r 1 999999999\nabc`)), []);
  t.deepEqual(reader.push(bye), [{kind: 'bye'}]);
});
