/**
 * Tables for eight bytes at a time, one after the other: `tables[256 * row + byte]` is the CRC of `byte` followed by
 * `row` zero bytes. A byte at a time was the largest single cost of a scan.
 */
const tables = new Int32Array(8 * 256);

for (let byte = 0; byte < 256; byte++) {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  tables[byte] = crc;
}
for (let at = 256; at < tables.length; at++) {
  const shorter = tables[at - 256] ?? 0;
  tables[at] = (shorter << 8) ^ (tables[shorter >>> 24] ?? 0);
}

function entry(row: number, byte: number): number {
  return tables[256 * row + byte] ?? 0;
}

function step(crc: number, byte: number): number {
  return (crc << 8) ^ entry(0, (crc >>> 24) ^ byte);
}

/** `word`: the next four bytes, mixed with the CRC so far; `row`: how many bytes follow them in the same stride. */
function wordOf(word: number, row: number): number {
  return (
    entry(row + 3, word >>> 24) ^
    entry(row + 2, (word >>> 16) & 0xff) ^
    entry(row + 1, (word >>> 8) & 0xff) ^
    entry(row, word & 0xff)
  );
}

/** The CRC of POSIX `cksum`: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/cksum.html */
export function cksum(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const strides = bytes.length - (bytes.length % 8);
  let crc = 0;
  for (let at = 0; at < strides; at += 8) crc = wordOf(crc ^ view.getInt32(at), 4) ^ wordOf(view.getInt32(at + 4), 0);
  for (let at = strides; at < bytes.length; at++) crc = step(crc, view.getUint8(at));
  for (let length = bytes.length; length > 0; length = Math.floor(length / 256)) crc = step(crc, length % 256);
  return ~crc >>> 0;
}
