import test from 'ava';
import fc from 'fast-check';
import {cksum} from '../../src/transports/cksum.ts';
import {FrameReader, type Frame} from '../../src/transports/frames.ts';
import {fastest, parameters} from './support.ts';

const nonce = '0123456789abcdef01234567';
const limit = 1_000_000;

function frameOf(index: number, body: Buffer): Buffer {
  const checked = Buffer.concat([Buffer.from(`${index} r `), body]);
  return Buffer.concat([
    Buffer.from(`${nonce} ${index} r ${cksum(checked)} ${checked.length}\n`),
    body,
    Buffer.from('\n'),
  ]);
}

/** Bytes, and among them what the reader looks for. */
const bytes = fc
  .array(
    fc.oneof(fc.uint8Array({maxLength: 40}), fc.constantFrom(nonce, `${nonce} `, '\n', `${nonce} 1 r 5 9\n`, ' r ')),
    {maxLength: 12},
  )
  .map((parts) => Buffer.concat(parts.map((piece) => Buffer.from(piece))));

const chunking = fc.array(fc.integer({min: 1, max: 200}), {minLength: 1, maxLength: 20});

function read(stream: Buffer, sizes: readonly number[]): Frame[] {
  const reader = new FrameReader(nonce, limit);
  const frames: Frame[] = [];
  for (let at = 0, turn = 0; at < stream.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    frames.push(...reader.push(stream.subarray(at, at + size)));
    at += size;
  }
  return frames;
}

const told = (frames: readonly Frame[]): string[] =>
  frames.map((frame) =>
    frame.kind === 'answer' ? `${frame.index} ${String(frame.intact)} ${frame.body.toString('hex')}` : frame.kind,
  );

test('fuzz: answers come whole out of any chunks, with noise between them', (t) => {
  const answers = fc.array(fc.tuple(bytes, fc.uint8Array({maxLength: 60})), {maxLength: 6});
  fc.assert(
    fc.property(answers, chunking, (bodies, sizes) => {
      const noiseless = bodies.map(([body, noise], index) => [frameOf(index, body), Buffer.from(noise)]);
      const frames = read(Buffer.concat(noiseless.flat()), sizes);
      t.deepEqual(
        told(frames),
        bodies.map(([body], index) => `${index} true ${body.toString('hex')}`),
      );
    }),
    parameters(),
  );
});

test('fuzz: no stream breaks the reader, nor does it matter in which chunks it comes', (t) => {
  fc.assert(
    fc.property(bytes, bytes, chunking, (before, body, sizes) => {
      const stream = Buffer.concat([before, frameOf(7, body), before, frameOf(8, body)]);
      t.deepEqual(told(read(stream, sizes)), told(read(stream, [stream.length])));
    }),
    parameters(),
  );
});

test('fuzz: a changed answer is never intact', (t) => {
  fc.assert(
    fc.property(
      fc.uint8Array({minLength: 1, maxLength: 300}),
      fc.nat(),
      fc.integer({min: 1, max: 255}),
      (body, where, bits) => {
        const changed = Buffer.from(body);
        const at = where % changed.length;
        changed[at] = (changed[at] ?? 0) ^ bits;
        const frame = frameOf(3, Buffer.from(body));
        frame.set(changed, frame.length - 1 - changed.length);
        const intact = read(frame, [1000]).filter((one) => one.kind === 'answer' && one.intact);
        t.deepEqual(intact, []);
      },
    ),
    parameters(),
  );
});

test('fuzz: headers inside of broken answers cost no more than the bytes they came in', (t) => {
  const header = Buffer.from(`${nonce} 1 r 1 900000\n`);
  const nested = Buffer.concat(Array.from({length: Math.floor(950_000 / header.length)}, () => header));
  const took = fastest(1000, () => void read(nested, [65_536]));
  t.true(took < 1000, `${took.toFixed(0)} ms for ${nested.length} bytes`);
});
