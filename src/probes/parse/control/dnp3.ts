import type {Transcript} from '../../../model/transcript.ts';
import {answer, beginsLike, other, speaks, unfinished, type ControlTold} from './told.ts';

const header = 10;

/** IEEE 1815, 9.2.4.3: CRC-16 with the polynomial 3D65, reflected and inverted. */
export function dnp3Crc(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >> 1 : (crc >> 1) ^ 0xa6bc;
  }
  return ~crc & 0xffff;
}

/** The first frame that came: the status that was asked for, or what an outstation says by itself. Both tell its address. */
export function readDnp3(transcript: Transcript): ControlTold {
  const bytes = answer(transcript, 0);
  const begins = beginsLike(bytes, [0x05, 0x64]);
  if (!begins || bytes.length < header) return unfinished(bytes, begins, transcript);
  if (dnp3Crc(bytes.subarray(0, header - 2)) !== bytes.readUInt16LE(header - 2)) return other;
  return speaks({station: String(bytes.readUInt16LE(6))});
}
