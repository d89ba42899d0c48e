/** Names of algorithms as facts have them; `esp-aes 256` is `aes256`, `sha` is `sha1`. As the device names it where it is not known. */
export function encryptionName(text: string): string {
  const word = text.toLowerCase().trim();
  const aes = /^(?:esp-)?aes(?:-(cbc|gcm|gmac|ctr))?(?:[- ](\d{3}))?$/.exec(word);
  if (aes !== null) return `aes${aes[2] ?? '128'}${aes[1] === undefined || aes[1] === 'cbc' ? '' : `-${aes[1]}`}`;
  return word.replace(/^esp-/, '');
}

const integrities: Readonly<Record<string, string>> = {sha: 'sha1', sha1: 'sha1', 'sha-1': 'sha1', md5: 'md5'};

export function integrityName(text: string): string {
  const word = text
    .toLowerCase()
    .replace(/^(?:esp|ah)-/, '')
    .replace(/-hmac$/, '')
    .replace(/^sha-(?=\d{3})/, 'sha');
  return integrities[word] ?? word;
}

/** Words of a list of algorithms, a key length with the word in front of it: `aes 256 3des`. */
export function algorithmWords(text: string): string[] {
  return text.match(/\S+(?: \d{3}(?= |$))?/g) ?? [];
}
