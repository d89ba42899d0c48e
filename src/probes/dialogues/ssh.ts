import {escapeBytes} from '../../model/escaped.ts';
import type {Dialogue, WireStep} from '../../model/outside.ts';
import {sentence} from './sentence.ts';

const uint32 = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
};
const string = (bytes: Buffer): Buffer => Buffer.concat([uint32(bytes.length), bytes]);
const nameList = (names: readonly string[]): Buffer => string(Buffer.from(names.join(',')));

/** RFC 4253, 6: with as much padding as makes it a multiple of eight, four bytes at least. */
function packet(...parts: readonly Buffer[]): Buffer {
  const payload = Buffer.concat(parts);
  const padding = 4 + ((8 - ((payload.length + 9) % 8)) % 8);
  return Buffer.concat([uint32(payload.length + padding + 1), Buffer.from([padding]), payload, Buffer.alloc(padding)]);
}

const ciphers = [
  'aes128-ctr',
  'aes256-ctr',
  'aes128-gcm@openssh.com',
  'aes256-gcm@openssh.com',
  'chacha20-poly1305@openssh.com',
  'aes128-cbc',
  'aes256-cbc',
  '3des-cbc',
];
const macs = [
  'hmac-sha2-256',
  'hmac-sha2-512',
  'hmac-sha2-256-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'umac-128-etm@openssh.com',
  'hmac-sha1',
  'hmac-sha1-96',
  'hmac-md5',
];
const compression = ['none', 'zlib@openssh.com', 'zlib'];
const rsaKeys = ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'];
const anyKeys = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  ...rsaKeys,
  'ssh-dss',
];

function kexInit(kex: readonly string[], hostKeys: readonly string[]): Buffer {
  const lists = [kex, hostKeys, ciphers, ciphers, macs, macs, compression, compression, [], []];
  const cookie = sentence.subarray(0, 16);
  return packet(Buffer.from([20]), cookie, ...lists.map(nameList), Buffer.from([0]), uint32(0));
}

const send = (bytes: Buffer): WireStep => ({do: 'send', bytes: escapeBytes(bytes)});
const readPacket = (like?: string): WireStep => ({
  do: 'read',
  end: {at: 'length', offset: 0, bytes: 4, order: 'big', plus: 4},
  ...(like === undefined ? {} : {like}),
});

/** Lines may come before the identification of the server; those that begin thus are of other protocols. */
const firstLine = String.raw`^(?:SSH-|\+OK|\* |[1-5][0-9]{2}[ -]|HTTP/)`;

/** Identifications, then what the server offers. */
const greeting: readonly WireStep[] = [
  {do: 'read', end: {at: 'line', like: firstLine}, like: String.raw`(?:^|\n)SSH-[0-9]`},
  {do: 'send', bytes: String.raw`SSH-2.0-mizumori\r\n`},
  readPacket(String.raw`^[\s\S]{5}\x14`),
];

function dialogue(id: string, steps: readonly WireStep[]): Dialogue {
  const [service, ports] = ['ssh', [22, 830, 2022]];
  return {id, class: 'read', transport: 'tcp', service, ports, steps, seconds: 8, limit: 32_768};
}

export const sshDialogue = dialogue('ssh', greeting);

/** Any 32 bytes are a public key of X25519; a number of 1007 bits lies within every group that servers have. */
const publicKeys = {curve: sentence, group: Buffer.concat([sentence, sentence, sentence, sentence]).subarray(0, 126)};

/** Begins a key exchange, in which the server shows its RSA host key, and ends there. */
function keyExchange(id: string, kex: readonly string[], publicKey: Buffer): Dialogue {
  const begun = Buffer.concat([kexInit(kex, rsaKeys), packet(Buffer.from([30]), string(publicKey))]);
  return dialogue(id, [...greeting, send(begun), readPacket()]);
}

/** Two ways to the key: old servers know only the one, new ones only the other. */
export const keyDialogues: readonly Dialogue[] = [
  keyExchange('ssh-key-curve', ['curve25519-sha256', 'curve25519-sha256@libssh.org'], publicKeys.curve),
  keyExchange(
    'ssh-key-group',
    [
      'diffie-hellman-group14-sha256',
      'diffie-hellman-group16-sha512',
      'diffie-hellman-group18-sha512',
      'diffie-hellman-group14-sha1',
      'diffie-hellman-group1-sha1',
    ],
    publicKeys.group,
  ),
];

const groupKex = ['diffie-hellman-group-exchange-sha256', 'diffie-hellman-group-exchange-sha1'];
/** RFC 4419: least, wanted and greatest length of the group. Who hands out a small one does when it is wanted. */
const groupRequest = packet(Buffer.from([34]), ...[1024, 1024, 8192].map(uint32));

export const groupDialogue = dialogue('ssh-group-exchange', [
  ...greeting,
  send(Buffer.concat([kexInit(groupKex, anyKeys), groupRequest])),
  readPacket(),
]);
