/** Names of the router's statements by those of the facts. */
export const ciphers: Readonly<Record<string, string>> = {
  '3des-cbc': '3des',
  'des-cbc': 'des',
  'aes-cbc': 'aes128',
  'aes256-cbc': 'aes256',
};
export const hashes: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha: 'sha1',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
};
export const groups: Readonly<Record<string, number>> = {modp768: 1, modp1024: 2, modp1536: 5, modp2048: 14};

const integrity = ['sha256', 'sha1', 'md5'];
const allGroups = [14, 5, 2, 1];

/** What an IKEv2 gateway offers whose proposals are not limited (command reference, ipsec ike proposal-limitation). */
export const offered = {encryption: ['aes256', 'aes192', 'aes128', '3des', 'des'], integrity, groups: allGroups};

/** What an IKEv1 gateway accepts that does not negotiate strictly (command reference, ipsec ike negotiate-strictly). */
export const accepted = {encryption: ['aes256', 'aes128', '3des', 'des'], integrity, groups: allGroups};
