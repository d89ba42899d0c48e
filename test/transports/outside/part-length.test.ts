import test from 'ava';
import {partLength} from '../../../src/transports/outside/part-length.ts';

const ended = {at: 'match', like: String.raw`^(?:[^\x16]|\x16[\s\S]*?\x0e\x00)`} as const;

test('a part ends where the first match ends, and what follows is left for the next one', (t) => {
  t.is(partLength(ended, Buffer.from([0x16, 0xff, 0x0e, 0x00, 0x0e, 0x00])), 4);
  t.is(partLength(ended, Buffer.from('HTTP/1.1 400')), 1);
});

test('without a match more must come', (t) => {
  t.is(partLength(ended, Buffer.alloc(0)), null);
  t.is(partLength(ended, Buffer.from([0x16, 0xff, 0x0e])), null);
});

test('bytes above 0x7f are held against a pattern as they are', (t) => {
  t.is(partLength({at: 'match', like: String.raw`^\xc3\xa9`}, Buffer.from('é')), 2);
});
