import type {Transcript} from '../../../model/transcript.ts';
import {answer, beginsLike, fieldText, speaks, unfinished, type ControlTold} from './told.ts';

const header = 24;
/** Behind the count, type and length of the item, the version of the encapsulation and the socket address. */
const identity = header + 2 + 4 + 2 + 16;
const name = identity + 14;

/** Names of the vendors that ODVA gave these ids to, as their own devices have them. */
const vendors: Readonly<Record<number, string>> = {
  1: 'Rockwell Automation/Allen-Bradley',
  47: 'OMRON',
  161: 'Mitsubishi Electric',
};

function vendorOf(id: number): string {
  return vendors[id] ?? `CIP vendor ${id}`;
}

/** Answer to ListIdentity: header of 24 bytes, then an item of the type 000C. */
export function readEnip(transcript: Transcript): ControlTold {
  const bytes = answer(transcript, 0);
  const begins = beginsLike(bytes, [0x63, 0]);
  const isWhole = bytes.length >= header && bytes.readUInt16LE(2) + header === bytes.length;
  if (!begins || !isWhole) return unfinished(bytes, begins, transcript);
  const length = bytes[name];
  const isIdentity =
    bytes.length > header + 4 && bytes.readUInt16LE(header + 2) === 0x0c && bytes.readUInt32LE(8) === 0;
  if (!isIdentity || length === undefined || name + 1 + length > bytes.length) return speaks({}, 'unsupported');
  return speaks({
    vendor: vendorOf(bytes.readUInt16LE(identity)),
    product: fieldText(bytes.subarray(name + 1, name + 1 + length)),
    version: `${bytes[identity + 6] ?? 0}.${bytes[identity + 7] ?? 0}`,
    serial: bytes
      .readUInt32LE(identity + 10)
      .toString(16)
      .toUpperCase()
      .padStart(8, '0'),
  });
}
