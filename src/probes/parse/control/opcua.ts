import type {Transcript} from '../../../model/transcript.ts';
import {answer, speaks, unfinished, type ControlTold} from './told.ts';

/** Acknowledge, or an error in place of it: both are OPC UA, and neither tells what the server is. */
export function readOpcUa(transcript: Transcript): ControlTold {
  const bytes = answer(transcript, 0);
  const start = bytes.toString('latin1', 0, 4);
  const begins = ['ACKF', 'ERRF'].some((type) => type.startsWith(start));
  const isWhole = bytes.length >= 8 && bytes.readUInt32LE(4) === bytes.length;
  return begins && isWhole ? speaks({}) : unfinished(bytes, begins, transcript);
}
