/** An entry of a discretionary access control list. */
export interface AccessEntry {
  readonly allow: boolean;
  /** ACCESS_MASK */
  readonly mask: number;
  readonly sid: string;
}

/** A SID at a place, in its text form; null: none of this form stands there. */
function sidAt(bytes: Buffer, at: number): string | null {
  if (at + 8 > bytes.length || bytes.readUInt8(at) !== 1) return null;
  const count = bytes.readUInt8(at + 1);
  if (count > 15 || at + 8 + 4 * count > bytes.length) return null;
  const authority = bytes.readUIntBE(at + 2, 6);
  const parts = Array.from({length: count}, (_, index) => bytes.readUInt32LE(at + 8 + 4 * index));
  return ['S-1', authority, ...parts].join('-');
}

function entryAt(bytes: Buffer, at: number, size: number): AccessEntry | null {
  const type = bytes.readUInt8(at);
  const sid = size >= 16 ? sidAt(bytes, at + 8) : null;
  // Entries of objects, callbacks and the like never stand on shares: what they say is not known.
  if (sid === null || type > 1) return null;
  return {allow: type === 0, mask: bytes.readUInt32LE(at + 4), sid};
}

/**
 * The access control list of a self-relative security descriptor (MS-DTYP 2.4.6). Empty list: nobody has access.
 * `open`: there is no list, everybody has all access; null: not understood.
 */
export function readAccessList(bytes: Buffer): readonly AccessEntry[] | 'open' | null {
  const selfRelative = 0x8000;
  const hasList = 0x0004;
  if (bytes.length < 20 || bytes.readUInt8(0) !== 1) return null;
  const control = bytes.readUInt16LE(2);
  if ((control & selfRelative) === 0) return null;
  const start = bytes.readUInt32LE(16);
  if ((control & hasList) === 0 || start === 0) return 'open';
  if (start + 8 > bytes.length) return null;
  const count = bytes.readUInt16LE(start + 4);
  const entries: AccessEntry[] = [];
  for (let index = 0, at = start + 8; index < count; index += 1) {
    const size = at + 4 <= bytes.length ? bytes.readUInt16LE(at + 2) : 0;
    if (size < 8 || at + size > bytes.length) return null;
    const entry = entryAt(bytes, at, size);
    if (entry === null) return null;
    entries.push(entry);
    at += size;
  }
  return entries;
}
