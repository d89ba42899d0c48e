import type {Transcript} from '../../../model/transcript.ts';
import {speaks, strange, unclear, type Told} from '../told.ts';
import {readBson} from './bson.ts';
import {service, type DataService} from './told.ts';

const opReply = 1;
const opMsg = 2013;
const bytesOf = ({received}: Transcript): Buffer => received[0] ?? Buffer.alloc(0);
const kindOf = (message: Buffer): number | null =>
  message.length >= 21 && message.readInt32LE(0) === message.length ? message.readInt32LE(12) : null;

/** The answer to isMaster: OP_REPLY with one document. */
export function readMongodb(transcript: Transcript): Told<DataService> {
  const message = bytesOf(transcript);
  const document = kindOf(message) === opReply ? readBson(message, 36) : null;
  return document?.has('ok') === true ? speaks(service({})) : strange(transcript);
}

/** Unauthorized, and what older servers say of a login that is missing. */
const refusals = new Set([13, 18]);

/** The answer to listDatabases: it went well, or the login is missing. */
export function tryMongodb(transcript: Transcript): Told<{readonly open: boolean}> {
  const message = bytesOf(transcript);
  const document = kindOf(message) === opMsg && message[20] === 0 ? readBson(message, 21) : null;
  if (document === null) return strange(transcript);
  if (document.get('ok') === 1) return speaks({open: true});
  const code = document.get('code');
  return typeof code === 'number' && refusals.has(code) ? speaks({open: false}) : unclear('unsupported');
}
