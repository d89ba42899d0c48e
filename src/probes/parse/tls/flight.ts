import {cursorOf} from '../cursor.ts';

/** One message of the handshake; `whole` is false for the last one where it is not all there. */
export interface Message {
  readonly type: number;
  readonly body: Buffer;
  readonly whole: boolean;
}

/** What a server sent in answer to a ClientHello, up to where it is encrypted. */
export interface Flight {
  readonly messages: readonly Message[];
  /** It refused: the number of a fatal alert, or of a warning where nothing followed it. */
  readonly alert: number | null;
}

const contents = {alert: 0x15, handshake: 0x16} as const;
const longestRecord = 18_432;
const mostMessages = 16;

function messagesOf(bytes: Buffer): Message[] {
  const messages: Message[] = [];
  const cursor = cursorOf(bytes);
  while (cursor.left() >= 4 && messages.length < mostMessages) {
    const type = cursor.number(1);
    const length = cursor.number(3);
    const body = cursor.take(Math.min(length, cursor.left()));
    messages.push({type, body, whole: body.length === length});
  }
  return messages;
}

interface TlsRecord {
  readonly type: number;
  readonly body: Buffer;
}

/** Up to the first one that is none; the last may not be all there. */
function recordsOf(bytes: Buffer): TlsRecord[] {
  const records: TlsRecord[] = [];
  const cursor = cursorOf(bytes);
  while (cursor.left() >= 5) {
    const [type, major] = [cursor.number(1), cursor.number(1)];
    cursor.take(1);
    const length = cursor.number(2);
    if (type < 0x14 || type > 0x17 || major !== 3 || length > longestRecord) break;
    records.push({type, body: cursor.take(Math.min(length, cursor.left()))});
  }
  return records;
}

/** null: what came is no TLS. */
export function readFlight(bytes: Buffer): Flight | null {
  const records = recordsOf(bytes);
  const encrypted = records.findIndex(({type}) => type !== contents.alert && type !== contents.handshake);
  const plain = encrypted < 0 ? records : records.slice(0, encrypted);
  if (plain.length === 0) return null;
  const handshake = plain.filter(({type}) => type === contents.handshake).map(({body}) => body);
  const alert = plain.findLast(({type}) => type === contents.alert);
  return {messages: messagesOf(Buffer.concat(handshake)), alert: alert === undefined ? null : (alert.body[1] ?? 0)};
}
