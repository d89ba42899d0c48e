import type {Transcript} from '../../../model/transcript.ts';
import {answer, beginsLike, fieldText, speaks, unfinished, type ControlTold} from './told.ts';

/** FINS/TCP header of 16 bytes, FINS header of 10, command and end code of 2 each. */
const command = 16 + 10;
const model = {from: command + 4, to: command + 4 + 20};
const version = {from: model.to, to: model.to + 20};

const isWhole = (bytes: Buffer): boolean => bytes.length >= 16 && bytes.readUInt32BE(4) + 8 === bytes.length;
const start = [...Buffer.from('FINS')];

/** The end code of a CPU unit whose errors are told in its bits 6 and 7, and relayed ones in bit 15. */
const hasFailed = (bytes: Buffer): boolean => (bytes.readUInt16BE(command + 2) & 0x7f3f) !== 0;

/** Answer to the question for a node number, then to CONTROLLER DATA READ. */
export function readFins(transcript: Transcript): ControlTold {
  const [nodes, data] = [answer(transcript, 0), answer(transcript, 1)];
  if (!beginsLike(nodes, start) || !isWhole(nodes)) return unfinished(nodes, beginsLike(nodes, start), transcript);
  // A node number that is in use, no free connection, an address that may not connect.
  if (transcript.ending === 'mismatch') return speaks({}, 'permission-denied');
  if (!beginsLike(data, start) || !isWhole(data)) return speaks({}, 'timeout');
  if (data.length < version.to || data.readUInt16BE(command) !== 0x0501 || hasFailed(data))
    return speaks({}, 'unsupported');
  return speaks({
    product: fieldText(data.subarray(model.from, model.to)),
    version: fieldText(data.subarray(version.from, version.to)),
  });
}
