import type {Dialogue} from '../../model/outside.ts';
import {ask, bigEndian, hex, read} from './bytes.ts';

/** Number that our questions bear. */
export const questionId = 0x6d7a;

const name = (...labels: readonly string[]): Buffer =>
  Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    hex('00'),
  ]);

/** RFC 1035 4.1: one question, which wants recursion. */
const question = (labels: readonly string[], type: number, kind: number): Buffer =>
  Buffer.concat([
    bigEndian(questionId, 2),
    hex('0100 0001 0000 0000 0000'),
    name(...labels),
    bigEndian(type, 2),
    bigEndian(kind, 2),
  ]);

const answer = read({at: 'silence', ms: 50});

/**
 * The name of 127.0.0.1, which servers know by themselves (RFC 6303 4.2): that it would recurse, a server says with any
 * answer, and for this one it need ask nobody. Then `version.bind`, by which most servers tell what they are.
 */
export const dnsDialogue: Dialogue = {
  id: 'dns',
  class: 'read',
  transport: 'udp',
  service: 'dns',
  ports: [53],
  steps: [
    ask(question(['1', '0', '0', '127', 'in-addr', 'arpa'], 12, 1)),
    answer,
    ask(question(['version', 'bind'], 16, 3)),
    answer,
  ],
  seconds: 4,
  limit: 4096,
};
