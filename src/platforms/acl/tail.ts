import {isIcmpMessage} from './names.ts';
import {isDone, peek, skip, take, type AclSyntax, type Words} from './syntax.ts';

/** What stands after the addresses and ports of an entry. */
export interface Tail {
  established: boolean;
  log: boolean;
  enabled: boolean;
  sequence: string | null;
  hits: number | null;
  /** ICMP messages, as the device names them. */
  messages: string[];
}

const logLevel =
  /^(?:[0-7]|emergencies|alerts|critical|errors|warnings|notifications|informational|debugging|default)$/;

/** ASA: `log disable`, `log warnings interval 300`. */
function readLog(words: Words): boolean {
  if (skip(words, 'disable')) return false;
  if (logLevel.test(peek(words))) take(words);
  if (peek(words) === 'interval' && /^\d+$/.test(peek(words, 1))) words.at += 2;
  return true;
}

/** `(12 matches)`, `(hitcnt=12)`, `[match=12]`. */
const hits = /^(?:\((\d{1,15}) match(?:es)?\)|\(hitcnt=(\d{1,15})\)|\[match=(\d{1,15})\])$/;

function readHits(words: Words, tail: Tail): boolean {
  const one = take(words);
  const match = hits.exec(one) ?? hits.exec(`${one} ${peek(words)}`);
  if (match === null) return false;
  if (match[0] !== one) take(words);
  tail.hits = Number(match[1] ?? match[2] ?? match[3]);
  // ASA appends the entry's hash.
  if (/^0x[0-9a-f]{1,8}$/.test(peek(words))) take(words);
  return true;
}

function readMessage(words: Words, tail: Tail): boolean {
  const word = take(words);
  if (isIcmpMessage(word)) {
    tail.messages.push(word.toLowerCase());
    return true;
  }
  if (!/^\d{1,3}$/.test(word) || tail.messages.length > 0) return false;
  tail.messages.push(/^\d{1,3}$/.test(peek(words)) ? `${word}/${take(words)}` : word);
  return true;
}

function readOne(words: Words, tail: Tail, protocol: string, permits: boolean): boolean {
  const word = peek(words);
  if (/^[([]/.test(word)) return readHits(words, tail);
  if (/^icmp6?$/.test(protocol) && (isIcmpMessage(word) || /^\d/.test(word))) return readMessage(words, tail);
  take(words);
  switch (word) {
    case 'established':
      tail.established = true;
      return protocol === 'tcp';
    case 'log':
    case 'log-input':
      tail.log = readLog(words);
      return true;
    case 'inactive':
      tail.enabled = false;
      return true;
    case 'sequence':
      tail.sequence = take(words);
      return /^\d+$/.test(tail.sequence);
    // What denies at times only must not be taken for what denies always.
    case 'time-range':
      return permits && take(words) !== '';
    default:
      return false;
  }
}

/** null when one word is not understood. */
export function readTail(words: Words, syntax: AclSyntax, protocol: string, permits: boolean): Tail | null {
  const log = !permits && syntax.deniesAreLogged === true;
  const tail: Tail = {established: false, log, enabled: true, sequence: null, hits: null, messages: []};
  while (!isDone(words)) {
    if (!readOne(words, tail, protocol, permits)) return null;
  }
  return tail;
}
