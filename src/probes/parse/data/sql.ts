import type {Transcript} from '../../../model/transcript.ts';
import {speaks, strange, unclear, type Told} from '../told.ts';
import {brief} from '../wire-text.ts';
import {service, type DataService, type Encryption} from './told.ts';

const bytesOf = ({received}: Transcript): Buffer => received[0] ?? Buffer.alloc(0);

/** One byte: `S` for TLS, `N` for none. A server of today may answer with an error instead. */
export function readPostgresql(transcript: Transcript): Told<DataService> {
  const answer = bytesOf(transcript).toString('latin1');
  if (answer === 'S') return speaks(service({encryption: 'offered'}));
  return answer === 'N' ? speaks(service({encryption: 'none'})) : strange(transcript);
}

const clientSsl = 0x0800;

/** HandshakeV10, or the error by which a host that may not come is told so. */
export function readMysql(transcript: Transcript): Told<DataService> {
  const packet = bytesOf(transcript);
  if (packet.length < 8 || packet[3] !== 0) return strange(transcript);
  if (packet[4] === 0xff) return speaks(service({}));
  const end = packet.indexOf(0, 5);
  if (packet[4] !== 10 || end < 0 || end > 105) return strange(transcript);
  // Thread, 8 bytes of the challenge and a zero stand between the version and what the server can do.
  const at = end + 1 + 4 + 8 + 1;
  if (packet.length < at + 2) return unclear('unsupported');
  const encryption = (packet.readUInt16LE(at) & clientSsl) === 0 ? 'none' : 'offered';
  // MariaDB puts the version of the protocol's first home in front of its own.
  return speaks(service({version: brief(packet.toString('latin1', 5, end)).replace(/^5\.5\.5-/, ''), encryption}));
}

/** ENCRYPT_OFF encrypts the login alone: MS-TDS 2.2.6.5. */
const encryptions: Readonly<Record<number, Encryption>> = {0: 'offered', 1: 'offered', 2: 'none', 3: 'required'};
const mostOptions = 16;

/** The answer to PRELOGIN. */
export function readSqlServer(transcript: Transcript): Told<DataService> {
  const packet = bytesOf(transcript);
  if (packet.length < 9 || packet[0] !== 4 || packet.readUInt16BE(2) !== packet.length) return strange(transcript);
  const found: {version: string | null; encryption: Encryption} = {version: null, encryption: 'untold'};
  for (let index = 0; index < mostOptions; index++) {
    const at = 8 + index * 5;
    if (packet[at] === 0xff) return found.version === null ? strange(transcript) : speaks(service(found));
    if (at + 5 > packet.length) break;
    const [offset, length] = [8 + packet.readUInt16BE(at + 1), packet.readUInt16BE(at + 3)];
    if (offset + length > packet.length) break;
    if (packet[at] === 0 && length >= 6)
      found.version = `${packet.readUInt8(offset)}.${packet.readUInt8(offset + 1)}.${packet.readUInt16BE(offset + 2)}`;
    if (packet[at] === 1 && length >= 1) found.encryption = encryptions[packet.readUInt8(offset)] ?? 'untold';
  }
  return strange(transcript);
}
