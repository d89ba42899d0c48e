import type {Transcript} from '../../../model/transcript.ts';
import {answer, beginsLike, fieldText, speaks, unfinished, type ControlTold} from './told.ts';

/** Subheader, network, station, module and its station, length; then the end code. */
const endCode = 9;
const typeName = {from: endCode + 2, to: endCode + 2 + 16};

/** Answer to Read Type Name of SLMP; one that ends in an error does not tell what it is. */
export function readMelsec(transcript: Transcript): ControlTold {
  const bytes = answer(transcript, 0);
  const begins = beginsLike(bytes, [0xd0, 0, 0, 0xff]);
  const isWhole = bytes.length >= endCode + 2 && bytes.readUInt16LE(7) + endCode === bytes.length;
  if (!begins || !isWhole) return unfinished(bytes, begins, transcript);
  if (bytes.readUInt16LE(endCode) !== 0) return speaks({});
  if (bytes.length < typeName.to) return speaks({}, 'unsupported');
  return speaks({product: fieldText(bytes.subarray(typeName.from, typeName.to))});
}
