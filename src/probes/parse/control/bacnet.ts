import {decodeUtf8} from '../../../model/utf8.ts';
import type {Transcript} from '../../../model/transcript.ts';
import {answer, fieldText, other, speaks, unfinished, type ControlTold} from './told.ts';

interface Property {
  readonly text: string | null;
  readonly instance: number;
}

/** Where the APDU begins behind BVLC and NPDU, with the addresses of routed networks skipped; null: this is no BACnet/IP. */
function apduAt(bytes: Buffer): number | null {
  if (bytes.length < 6 || bytes[0] !== 0x81 || bytes.readUInt16BE(2) !== bytes.length || bytes[4] !== 1) return null;
  const control = bytes[5] ?? 0;
  let at = 6;
  for (const [bit, hop] of [
    [0x20, 1],
    [0x08, 0],
  ] as const) {
    if ((control & bit) !== 0) at += 3 + (bytes[at + 2] ?? 0) + hop;
  }
  return at;
}

/** Character sets: 0 UTF-8, 4 UCS-2, 5 ISO 8859-1. null: another, or nothing. */
function characters(bytes: Buffer): string | null {
  const [set, text] = [bytes[0], bytes.subarray(1)];
  if (set === 5) return fieldText(Buffer.from(text.toString('latin1')));
  if (set === 0) return decodeUtf8(text) === null ? null : fieldText(text);
  if (set !== 4 || text.length % 2 !== 0) return null;
  return fieldText(Buffer.from(Buffer.from(text).swap16().toString('utf16le')));
}

/** A character string behind the opening tag 3: tag 7, its length in the tag, in one byte or in three. */
function valueAt(bytes: Buffer, at: number): string | null {
  const tag = bytes[at] ?? 0;
  if (tag >> 4 !== 7) return null;
  const [short, long] = [tag & 7, bytes[at + 1] ?? 0];
  if (short < 5) return characters(bytes.subarray(at + 1, at + 1 + short));
  if (long < 254) return characters(bytes.subarray(at + 2, at + 2 + long));
  return bytes.length < at + 4 ? null : characters(bytes.subarray(at + 4, at + 4 + bytes.readUInt16BE(at + 2)));
}

/** Answer to ReadProperty; `refused`: that there is no such property, or no such question. null: neither. */
function propertyOf(bytes: Buffer, invoke: number, tagged: readonly number[]): Property | 'refused' | null {
  const at = apduAt(bytes);
  if (at === null || bytes[at + 1] !== invoke) return null;
  const type = bytes[at];
  if (type === 0x50 || type === 0x60 || type === 0x70 || type === 0x71) return 'refused';
  const value = at + 8 + tagged.length;
  if (type !== 0x30 || bytes[at + 2] !== 0x0c || bytes[at + 3] !== 0x0c || bytes.length <= value) return null;
  const isAsked = tagged.every((byte, index) => bytes[at + 8 + index] === byte) && bytes[value] === 0x3e;
  return isAsked ? {text: valueAt(bytes, value + 1), instance: bytes.readUInt32BE(at + 4) & 0x3fffff} : null;
}

const asked = [
  [0x19, 121],
  [0x19, 70],
  [0x19, 44],
  [0x1a, 1, 0x74],
] as const;

/** Answers to ReadProperty of vendor, model, firmware and serial number of the device object. */
export function readBacnet(transcript: Transcript): ControlTold {
  const first = answer(transcript, 0);
  if (first.length === 0 || first[0] !== 0x81) return unfinished(first, false, transcript);
  const read = asked.map((tagged, index) => propertyOf(answer(transcript, index), index + 1, tagged));
  if (read[0] === null) return apduAt(first) === null ? other : speaks({}, 'unsupported');
  const [vendor, product, version, serial] = read.map((each) => (each === null || each === 'refused' ? null : each));
  const known = [vendor, product, version, serial].find((each) => each !== null && each !== undefined);
  const text = (property: Property | null | undefined): string | null => property?.text ?? null;
  return speaks(
    {
      vendor: text(vendor),
      product: text(product),
      version: text(version),
      serial: text(serial),
      station: known === undefined ? null : String(known.instance),
    },
    read.includes(null) ? 'timeout' : null,
  );
}
