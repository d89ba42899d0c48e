const short: Readonly<Record<number, string>> = {0x09: '\\t', 0x0a: '\\n', 0x0d: '\\r', 0x5c: '\\\\'};
const meant: Readonly<Record<string, number>> = {t: 0x09, n: 0x0a, r: 0x0d, '\\': 0x5c};

function escaped(byte: number): string {
  if (byte >= 0x20 && byte < 0x7f && byte !== 0x5c) return String.fromCharCode(byte);
  return short[byte] ?? `\\x${byte.toString(16).padStart(2, '0')}`;
}

/** Bytes as one line of printable ASCII: `220 ready\r\n`, `\x16\x03\x01`. Every byte has exactly one form. */
export function escapeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, escaped).join('');
}

/** The bytes that an escaped text stands for. @throws Error for a text that `escapeBytes` does not make */
export function unescapeBytes(text: string): Buffer {
  const bytes: number[] = [];
  for (const [whole, hex, letter] of text.matchAll(/\\(?:x([0-9a-f]{2})|([tnr\\]))|[\s\S]/gu)) {
    const code = whole.charCodeAt(0);
    if (hex !== undefined) bytes.push(parseInt(hex, 16));
    else if (letter !== undefined) bytes.push(meant[letter] ?? 0);
    else if (code >= 0x20 && code < 0x7f && whole !== '\\') bytes.push(code);
    else throw new Error(`not escaped bytes: ${JSON.stringify(whole)}`);
  }
  return Buffer.from(bytes);
}
