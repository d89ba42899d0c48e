import type {Duplex} from 'node:stream';
import {TransportError, printable} from '../connection.ts';

/** Longest text before and including the identification line. Banners of real devices stay far below. */
const maxHead = 16_384;

type Head =
  | {readonly state: 'more'}
  | {readonly state: 'identified'; readonly line: string}
  | {readonly state: 'obsolete'}
  | {readonly state: 'foreign'};

function readHead(head: Buffer): Head {
  const text = head.toString('latin1');
  const start = `\n${text}`.indexOf('\nSSH-');
  const end = start === -1 ? -1 : text.indexOf('\n', start);
  if (end !== -1) {
    const line = text.slice(start, end).replace(/\r$/, '');
    if (/^SSH-(?:2\.0|1\.99)-[^ ]/.test(line)) return {state: 'identified', line: printable(line, 255)};
    if (/^SSH-1\./.test(line)) return {state: 'obsolete'};
    return {state: 'foreign'};
  }
  if (head.length < maxHead) return {state: 'more'};
  return {state: 'foreign'};
}

export interface HeadEvents {
  identified(line: string): void;
  failed(error: TransportError): void;
}

/**
 * Holds what comes in until the identification line is whole, then gets out of the way. ssh2 loses pieces of a head
 * that arrives in three parts or more, as slow devices send it, and does not bound a long one.
 * Call it before the stream is given to ssh2.
 */
export function holdHead(stream: Duplex, events: HeadEvents): void {
  const on = stream.on.bind(stream);
  const fail = (gate: (chunk: Buffer) => void, error: TransportError): void => {
    stream.removeListener('data', gate);
    events.failed(error);
  };
  const hold = (listener: (chunk: Buffer) => void): ((chunk: Buffer) => void) => {
    let held = Buffer.alloc(0);
    const gate = (chunk: Buffer): void => {
      held = Buffer.concat([held, chunk]);
      const head = readHead(held);
      switch (head.state) {
        case 'more':
          return;
        case 'identified':
          events.identified(head.line);
          on('data', listener);
          stream.removeListener('data', gate);
          listener(held);
          return;
        case 'obsolete': {
          fail(gate, new TransportError('no-common-algorithm', 'the server speaks SSH 1 alone'));
          return;
        }
        case 'foreign': {
          fail(gate, new TransportError('unreachable', 'the other end is no SSH server'));
          return;
        }
        default:
          return head satisfies never;
      }
    };
    return gate;
  };
  const onFirstData = (event: string, listener: (...values: never[]) => void): Duplex => {
    if (event !== 'data') return on(event, listener as (...values: unknown[]) => void);
    stream.on = on;
    return on('data', hold(listener as (chunk: Buffer) => void));
  };
  stream.on = onFirstData as Duplex['on'];
}
