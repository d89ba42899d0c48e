/** An SSH public key as its file has it. */
export interface PublicKey {
  readonly type: string;
  /** Size of an RSA or DSA key in bits; null for types of one size. */
  readonly bits: number | null;
}

function stringsOf(blob: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= blob.length && parts.length < 8;) {
    const length = blob.readUInt32BE(at);
    if (at + 4 + length > blob.length) break;
    parts.push(blob.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return parts;
}

function bitsOf(number: Buffer | undefined): number | null {
  const hex = number?.toString('hex').replace(/^0+/, '') ?? '';
  return hex === '' ? null : hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
}

/** `ssh-rsa AAAA… comment`, RFC 4253 section 6.6; null when it is no public key. */
export function publicKey(line: string): PublicKey | null {
  const [type = '', base64 = ''] = line.trim().split(' ');
  if (!/^(?:ssh|ecdsa|sk)-[a-z0-9@.-]{1,60}$/.test(type) || base64.length > 8192) return null;
  const [name, first, second] = stringsOf(Buffer.from(base64, 'base64'));
  if (name?.toString('latin1') !== type) return null;
  if (type === 'ssh-rsa') return {type, bits: bitsOf(second)};
  return {type, bits: type === 'ssh-dss' ? bitsOf(first) : null};
}
