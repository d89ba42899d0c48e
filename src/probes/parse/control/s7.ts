import type {GapReason} from '../../../model/evidence.ts';
import type {Transcript} from '../../../model/transcript.ts';
import {answer, beginsLike, fieldText, other, speaks, unfinished, type ControlTold} from './told.ts';

/** Records of a part of the system status list, by index. `last`: no further part follows. */
interface StatusList {
  readonly records: ReadonlyMap<number, Buffer>;
  readonly last: boolean;
}

const isPacket = (bytes: Buffer): boolean =>
  bytes.length >= 4 && beginsLike(bytes, [3, 0]) && bytes.readUInt16BE(2) === bytes.length;

/** TPKT of 4 bytes, COTP of 3, header of 10, parameters of 12, data with a head of 4; then the list. */
const [header, parameters, data, list] = [7, 17, 29, 33];

/** `none`: the CPU says that it has no such list. null: it is no answer to that question. */
function statusList(bytes: Buffer, id: number): StatusList | 'none' | null {
  if (!isPacket(bytes) || bytes.length <= data || bytes[header] !== 0x32 || bytes[header + 1] !== 7) return null;
  if (bytes.readUInt16BE(parameters + 10) !== 0 || bytes[data] !== 0xff) return 'none';
  if (bytes.length < list + 8 || bytes.readUInt16BE(list) !== id) return null;
  const [size, count] = [bytes.readUInt16BE(list + 4), bytes.readUInt16BE(list + 6)];
  const records = new Map<number, Buffer>();
  for (let left = count, at = list + 8; left > 0 && size > 2 && at + size <= bytes.length; left -= 1, at += size)
    records.set(bytes.readUInt16BE(at), bytes.subarray(at + 2, at + size));
  return {records, last: records.size === count && bytes[parameters + 9] === 0};
}

/** Version of the record of the firmware, written `V`, then three numbers. */
function versionOf(record: Buffer | undefined): string | null {
  const [letter, ...numbers] = record?.subarray(22, 26) ?? [];
  return letter === 0x56 && numbers.length === 3 ? numbers.join('.') : null;
}

const recordsOf = (told: StatusList | 'none' | null): StatusList['records'] =>
  told === 'none' || told === null ? new Map() : told.records;

/** Why not all was said that may be. Of a list that does not fit into one answer, the serial number stands in the first. */
function lack(
  lists: readonly (StatusList | 'none' | null)[],
  serial: string | null,
  {ending}: Transcript,
): GapReason | null {
  if (ending === 'silence' || ending === 'closed') return 'timeout';
  if (lists.includes(null)) return 'unsupported';
  return serial === null && lists.some((each) => each !== 'none' && each?.last === false) ? 'cut' : null;
}

const textOf = (record: Buffer | undefined): string | null => (record === undefined ? null : fieldText(record));

/** Answers to the two questions for the system status list, behind those that open the connection. */
export function readS7(transcript: Transcript): ControlTold {
  const [connected, setUp] = [answer(transcript, 0), answer(transcript, 1)];
  if (!isPacket(connected)) return unfinished(connected, beginsLike(connected, [3, 0]), transcript);
  // Others speak over the same transport, or there is no CPU in the slot.
  if (connected[5] !== 0xd0) return {state: 'unclear', because: 'unsupported'};
  if (!isPacket(setUp)) return {state: 'unclear', because: 'timeout'};
  if (setUp[header] !== 0x32) return other;
  const lists = [statusList(answer(transcript, 2), 0x11), statusList(answer(transcript, 3), 0x1c)] as const;
  const [module, component] = [recordsOf(lists[0]), recordsOf(lists[1])];
  const product = [textOf(component.get(7)), textOf(module.get(1)?.subarray(0, 20))];
  const serial = textOf(component.get(5));
  return speaks(
    {
      vendor: textOf(component.get(4)),
      product: product.filter((part) => part !== null).join(' ') || null,
      version: versionOf(module.get(7)),
      serial,
      station: textOf(component.get(1)),
    },
    lack(lists, serial, transcript),
  );
}
