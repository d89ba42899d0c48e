import type {Transcript} from '../../../model/transcript.ts';
import {speaks, strange, unclear, type Told} from '../told.ts';
import {brief} from '../wire-text.ts';
import {service, type DataService} from './told.ts';

type Opened = Told<{readonly open: boolean}>;

const bytesOf = ({received}: Transcript): Buffer => received[0] ?? Buffer.alloc(0);

/** SUPPORTED of Cassandra's native protocol. */
export function readCassandra(transcript: Transcript): Told<DataService> {
  const frame = bytesOf(transcript);
  const isAnswer = frame.length >= 9 && (frame.readUInt8(0) & 0x80) !== 0 && frame.readUInt8(4) === 6;
  return isAnswer && frame.includes('CQL_VERSION') ? speaks(service({})) : strange(transcript);
}

/** READY, or AUTHENTICATE. */
export function tryCassandra(transcript: Transcript): Opened {
  const frame = bytesOf(transcript);
  if (frame.length < 9 || frame.readUInt8(0) !== 0x84) return strange(transcript);
  if (frame.readUInt8(4) === 2) return speaks({open: true});
  return frame.readUInt8(4) === 3 ? speaks({open: false}) : unclear('unsupported');
}

/** The text of a property of the server, behind its name and the type of a long text; null: there is none. */
function property(frame: Buffer, name: string): string | null {
  const place = frame.indexOf(Buffer.concat([Buffer.from([name.length]), Buffer.from(`${name}S`)]));
  const at = place + name.length + 2;
  if (place < 0 || at + 4 > frame.length) return null;
  return brief(frame.toString('utf8', at + 4, Math.min(at + 4 + frame.readUInt32BE(at), frame.length)));
}

/** Connection.Start of AMQP 0-9-1: properties, ways to log in, languages. */
export function readAmqp(transcript: Transcript): Told<DataService> {
  const frame = bytesOf(transcript);
  // A broker of another version answers with the header of its own.
  if (frame.toString('latin1', 0, 4) === 'AMQP') return speaks(service({encryption: 'none'}));
  if (frame.length < 17 || frame.readUInt32BE(7) !== 0x000a_000a) return strange(transcript);
  const at = 17 + frame.readUInt32BE(13);
  if (at + 4 > frame.length || at + 4 + frame.readUInt32BE(at) > frame.length) return unclear('unsupported');
  const list = brief(frame.toString('latin1', at + 4, at + 4 + frame.readUInt32BE(at)));
  const software = [property(frame, 'product'), property(frame, 'version')].filter((text) => text !== null).join(' ');
  return speaks(
    service({
      version: software === '' ? null : software,
      encryption: 'none',
      mechanisms: list
        .split(' ')
        .filter((word) => word !== '')
        .sort(),
    }),
  );
}

/** CONNACK of MQTT 3.1.1: accepted, or by 4 and 5 that a login is missing. */
export function tryMqtt(transcript: Transcript): Opened {
  const packet = bytesOf(transcript);
  if (packet.length !== 4 || packet[0] !== 0x20 || packet[1] !== 2) return strange(transcript);
  const code = packet.readUInt8(3);
  if (code === 0) return speaks({open: true});
  return code === 4 || code === 5 ? speaks({open: false}) : unclear('unsupported');
}

/** AuthenticationOk of PostgreSQL, a request for a password, or an error. */
export function tryPostgresql(transcript: Transcript): Opened {
  const message = bytesOf(transcript);
  const kind = message.toString('latin1', 0, 1);
  if (kind === 'R' && message.length >= 9) return speaks({open: message.readUInt32BE(5) === 0});
  if (kind !== 'E') return strange(transcript);
  const state = /\0C([0-9A-Z]{5})\0/.exec(message.toString('latin1', 4))?.[1];
  // Class 3D: no such database, which is found after the login. 28000 is said of a host that no entry lets in without TLS, though one
  // under TLS may, and of a user that there is not, which is found after a login without a password as well.
  return state?.startsWith('3D') === true ? speaks({open: true}) : unclear('unsupported');
}
