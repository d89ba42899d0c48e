import type {Transcript} from '../../../model/transcript.ts';
import {answer, beginsLike, fieldText, other, speaks, unfinished, type ControlTold} from './told.ts';

const header = 7;
const objects = header + 7;
const [vendorName, productCode, revision] = [0, 1, 2];

/** Objects by their id: id, length, text, one after the other; null: they do not fit into the message. */
function objectsOf(bytes: Buffer, count: number): ReadonlyMap<number, string | null> | null {
  const found = new Map<number, string | null>();
  let at = objects;
  for (let left = count; left > 0; left -= 1) {
    const [id, length] = [bytes[at], bytes[at + 1]];
    if (id === undefined || length === undefined || at + 2 + length > bytes.length) return null;
    found.set(id, fieldText(bytes.subarray(at + 2, at + 2 + length)));
    at += 2 + length;
  }
  return found;
}

/** Answer to Read Device Identification; an exception is one, too: then it does not tell what it is. */
export function readModbus(transcript: Transcript): ControlTold {
  const bytes = answer(transcript, 0);
  const begins = beginsLike(bytes, [0, 1, 0, 0]);
  const isWhole = bytes.length > header + 1 && bytes.readUInt16BE(4) + 6 === bytes.length;
  if (!begins || !isWhole) return unfinished(bytes, begins, transcript);
  if (bytes[header] === 0xab) return speaks({});
  if (bytes[header] !== 0x2b || bytes[header + 1] !== 0x0e) return other;
  const count = bytes[objects - 1];
  const found = count === undefined ? null : objectsOf(bytes, count);
  if (found === null) return speaks({}, 'unsupported');
  const [vendor, product, version] = [vendorName, productCode, revision].map((id) => found.get(id));
  const follows = bytes[objects - 3] === 0xff && [vendor, product, version].includes(undefined);
  return speaks(
    {vendor: vendor ?? null, product: product ?? null, version: version ?? null},
    follows ? 'unsupported' : null,
  );
}
