import type {Dialogue} from '../../model/outside.ts';
import {bigEndian, hex, littleEndian, read, send} from './bytes.ts';

/** The direct transport of MS-SMB2 2.1: a length in front of each message. */
export const overTcp = (message: Buffer): Buffer => Buffer.concat([bigEndian(message.length, 4), message]);

export const smbMessage = {at: 'length', offset: 1, bytes: 3, order: 'big', plus: 4} as const;

const common = {
  class: 'read',
  transport: 'tcp',
  service: 'smb',
  ports: [445],
  seconds: 10,
  limit: 8192,
} as const;

/** SMB_COM_NEGOTIATE of MS-SMB 2.2.4.5 that knows no dialect but `NT LM 0.12`, so no server can answer with a newer one. */
const smb1Negotiate = Buffer.concat([
  hex('ff 53 4d 42 72 00000000 18 01c8 0000 0000000000000000 0000 0000 0000 0000 0000'),
  hex('00 0c00 02'),
  Buffer.from('NT LM 0.12\0'),
]);

export const smb1Dialogue: Dialogue = {
  ...common,
  id: 'smb-1',
  steps: [send(overTcp(smb1Negotiate)), read(smbMessage)],
};

/** Header of MS-SMB2 2.2.1.2. `message`: number of the message; `session`: eight bytes, or what stands for them. */
export const smb2Header = (command: number, message: number, session: Buffer | string): (Buffer | string)[] => [
  Buffer.concat([
    hex('fe 53 4d 42 4000 0100 00000000'),
    littleEndian(command, 2),
    hex('0100 00000000 00000000'),
    littleEndian(message, 4),
    hex('00000000 00000000 00000000'),
  ]),
  session,
  Buffer.alloc(16),
];

const noSession = Buffer.alloc(8);

/** Any value serves for a client that connects once: `mizumori`, twice. */
const clientGuid = Buffer.from('mizumorimizumori');

/** SHA-512 for what comes before authentication (its salt may be anything), then the ciphers of AES. */
const contexts = Buffer.concat([
  hex('0100 2600 00000000 0100 2000 0100'),
  Buffer.alloc(32),
  hex('0000'),
  hex('0200 0a00 00000000 0400 0400 0300 0200 0100'),
]);

/** SMB2 NEGOTIATE of MS-SMB2 2.2.3: can sign, can encrypt. */
export function smb2Negotiate(dialects: readonly number[]): Buffer {
  const list = Buffer.concat(dialects.map((dialect) => littleEndian(dialect, 2)));
  const withContexts = dialects.includes(0x0311);
  const end = 64 + 36 + list.length;
  const padding = Buffer.alloc(-end & 7);
  const tail = withContexts
    ? Buffer.concat([littleEndian(end + padding.length, 4), hex('0200 0000')])
    : Buffer.alloc(8);
  const header = smb2Header(0, 0, noSession) as Buffer[];
  return Buffer.concat([
    ...header,
    hex('2400'),
    littleEndian(dialects.length, 2),
    hex('0100 0000 40000000'),
    clientGuid,
    tail,
    list,
    ...(withContexts ? [padding, contexts] : []),
  ]);
}

/** Dialects by the number that stands for each on the wire, oldest first. */
export const smb2Dialects = [
  {name: '2.0.2', number: 0x0202},
  {name: '2.1', number: 0x0210},
  {name: '3.0', number: 0x0300},
  {name: '3.0.2', number: 0x0302},
  {name: '3.1.1', number: 0x0311},
] as const;

/** A server answers with the newest dialect that both know, so each is offered alone. */
export const smb2Dialogues: readonly Dialogue[] = smb2Dialects.map(({name, number}) => ({
  ...common,
  id: `smb-${name}`,
  steps: [send(overTcp(smb2Negotiate([number]))), read(smbMessage)],
}));
