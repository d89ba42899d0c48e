import {BerError, cursorOf, enter, integerOf, readBytes, readElement, type Cursor} from '../../model/ber.ts';
import type {Transcript} from '../../model/transcript.ts';
import {requestId} from '../dialogues/snmp.ts';
import {speaks, strange, type Told} from './told.ts';
import {brief} from './wire-text.ts';

export interface SnmpEngine {
  /** Hexadecimal digits. */
  readonly engineId: string;
  /** Number of the maker at IANA; null where the engine's name does not tell. */
  readonly enterprise: number | null;
  readonly boots: number;
  /** Seconds since its last start. */
  readonly engineTime: number;
}

function readNumber(cursor: Cursor): number {
  readElement(cursor, 0x02);
  return integerOf(cursor);
}

/** Bytes that are no BER at all, or stop in the middle, are no answer of an agent. */
function parsed<T>(transcript: Transcript, read: (cursor: Cursor) => Told<T>): Told<T> {
  try {
    return read(cursorOf(transcript.received[0] ?? Buffer.alloc(0)));
  } catch (error) {
    if (error instanceof BerError) return strange(transcript);
    throw error;
  }
}

/** The first four bytes of an engine's name are the number of its maker: RFC 3411 5. */
function enterpriseOf(engineId: Buffer): number | null {
  return engineId.length >= 5 ? engineId.readUInt32BE(0) & 0x7fff_ffff : null;
}

/** The report by which an engine of v3 makes itself known: RFC 3414 3.2. */
export function readEngine(transcript: Transcript): Told<SnmpEngine> {
  return parsed(transcript, (cursor) => {
    const message = enter(cursor, 0x30);
    if (readNumber(message) !== 3) return strange(transcript);
    if (readNumber(enter(message, 0x30)) !== requestId) return strange(transcript);
    const security = enter(cursorOf(readBytes(message, 0x04)), 0x30);
    const engineId = readBytes(security, 0x04);
    const [boots, engineTime] = [readNumber(security), readNumber(security)];
    if (engineId.length === 0 || engineId.length > 32 || boots < 0 || engineTime < 0) return strange(transcript);
    return speaks({engineId: engineId.toString('hex'), enterprise: enterpriseOf(engineId), boots, engineTime});
  });
}

/** authorizationError says that the community is not taken. */
const refused = 16;

/** Number of the request, and sysDescr.0: empty where the community is taken, but nothing shown there; null: a refusal. */
function answerIn(cursor: Cursor): readonly [number, string | null] {
  const message = enter(cursor, 0x30);
  readNumber(message);
  readBytes(message, 0x04);
  const response = enter(message, 0xa2);
  const [id, error] = [readNumber(response), readNumber(response)];
  readNumber(response);
  const binding = enter(enter(response, 0x30), 0x30);
  readElement(binding, 0x06);
  readElement(binding);
  const {tag, from, to, bytes} = binding;
  if (error === refused) return [id, null];
  return [id, tag === 0x04 ? brief(bytes.toString('utf8', from, to)) : ''];
}

/** Answers to gets of sysDescr.0, each by the number of its request, as far as they can be read. */
export function readCommunities(transcript: Transcript): Told<{readonly answers: ReadonlyMap<number, string>}> {
  const cursor = cursorOf(transcript.received[0] ?? Buffer.alloc(0));
  const answers = new Map<number, string>();
  try {
    do {
      const [id, description] = answerIn(cursor);
      if (description !== null) answers.set(id, description);
    } while (cursor.at < cursor.end);
  } catch (error) {
    if (!(error instanceof BerError)) throw error;
    if (answers.size === 0) return strange(transcript);
  }
  return speaks({answers});
}
