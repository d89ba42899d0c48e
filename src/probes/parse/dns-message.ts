export interface DnsRecord {
  /** Texts of a TXT record, put together; null for another type. */
  readonly text: string | null;
  /** Preference and host of an MX record, `.` for none; null for another type. */
  readonly mail: {readonly preference: number; readonly host: string} | null;
}

interface Raw {
  readonly name: string;
  readonly type: number;
  readonly from: number;
  readonly to: number;
}

const [cname, mx, txt] = [5, 15, 16];
const mostRecords = 200;
const longestName = 255;

/** A name and where it ends; null: it is none. A pointer leads backwards, so that no circle can be. RFC 1035, 4.1.4 */
function readName(bytes: Buffer, start: number): {readonly name: string; readonly end: number} | null {
  const labels: string[] = [];
  let end: number | null = null;
  for (let at = start, limit = start, length = 0; length <= longestName;) {
    const size = bytes[at];
    if (size === undefined) return null;
    if (size === 0) return {name: `${labels.join('.')}.`.toLowerCase(), end: end ?? at + 1};
    if (size < 64) {
      labels.push(bytes.toString('latin1', at + 1, at + 1 + size));
      length += size + 1;
      at += size + 1;
      continue;
    }
    const low = bytes[at + 1];
    const target = ((size & 0x3f) << 8) | (low ?? 0);
    if (size < 192 || low === undefined || target >= limit) return null;
    end ??= at + 2;
    [at, limit] = [target, target];
  }
  return null;
}

function readRecords(bytes: Buffer, count: number, start: number): readonly Raw[] | null {
  const records: Raw[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    const name = readName(bytes, at);
    if (name === null || name.end + 10 > bytes.length || index >= mostRecords) return null;
    const from = name.end + 10;
    const to = from + bytes.readUInt16BE(name.end + 8);
    if (to > bytes.length) return null;
    records.push({name: name.name, type: bytes.readUInt16BE(name.end), from, to});
    at = to;
  }
  return records;
}

function textOf(bytes: Buffer, {from, to}: Raw): string | null {
  const parts: string[] = [];
  for (let at = from; at < to;) {
    const size = bytes[at] ?? 0;
    if (at + 1 + size > to) return null;
    parts.push(bytes.toString('latin1', at + 1, at + 1 + size));
    at += 1 + size;
  }
  return parts.join('');
}

function recordOf(bytes: Buffer, raw: Raw): DnsRecord | null {
  if (raw.type === txt) {
    const text = textOf(bytes, raw);
    return text === null ? null : {text, mail: null};
  }
  const host = raw.to - raw.from < 3 ? null : readName(bytes, raw.from + 2);
  return host === null || host.end !== raw.to
    ? null
    : {text: null, mail: {preference: bytes.readUInt16BE(raw.from), host: host.name}};
}

/** Names at which an answer counts: that which was asked for, and those that it is another name of. */
function namesOf(bytes: Buffer, asked: string, raws: readonly Raw[]): ReadonlySet<string> {
  const names = new Set([asked]);
  for (const raw of raws) {
    if (raw.type === cname && names.has(raw.name)) names.add(readName(bytes, raw.from)?.name ?? asked);
  }
  return names;
}

/**
 * Records of the type that was asked for, at the name that was asked for or where it leads; none where there is no such name.
 * null: the server does not know, or its message cannot be read whole. RFC 1035, 4.1
 */
export function readDnsAnswer(bytes: Buffer): readonly DnsRecord[] | null {
  if (bytes.length < 12) return null;
  const flags = bytes.readUInt16BE(2);
  const code = flags & 0x0f;
  const isTruncated = (flags & 0x0200) !== 0;
  const asked = readName(bytes, 12);
  if (isTruncated || (code !== 0 && code !== 3) || bytes.readUInt16BE(4) !== 1 || asked === null) return null;
  if (asked.end + 4 > bytes.length) return null;
  const type = bytes.readUInt16BE(asked.end);
  const raws = readRecords(bytes, bytes.readUInt16BE(6), asked.end + 4);
  if (raws === null || (type !== mx && type !== txt)) return null;
  const names = namesOf(bytes, asked.name, raws);
  const wanted = raws.filter((raw) => raw.type === type && names.has(raw.name));
  const records = wanted.map((raw) => recordOf(bytes, raw));
  const read = records.filter((record) => record !== null);
  return read.length === records.length ? read : null;
}
