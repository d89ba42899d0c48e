import type {Transcript} from '../../model/transcript.ts';
import {brokenOff, speaks, strange, unclear, type Told} from './told.ts';

export type Signing = 'none' | 'enabled' | 'required';

/** What a server that takes a dialect said of itself. */
export interface SmbOffer {
  readonly signing: Signing;
  readonly encryption: boolean;
}

/** What came of offering one dialect alone. `refused`: by a server that speaks SMB, or by closing without a word. */
export type SmbTold =
  {readonly state: 'taken'; readonly offer: SmbOffer} | {readonly state: 'refused' | 'closed' | 'unclear'};

/** Length in front of each message. */
const start = 4;
const smb1 = Buffer.from('\xffSMB', 'latin1');
const smb2 = Buffer.from('\xfeSMB', 'latin1');

const isOf = (message: Buffer, protocol: Buffer): boolean => message.subarray(start, start + 4).equals(protocol);

const withoutMessage = ({ending}: Transcript): SmbTold => ({
  state: ending === 'silence' || ending === 'limit' ? 'unclear' : 'closed',
});

function signingOf(enabled: boolean, required: boolean): Signing {
  if (required) return 'required';
  return enabled ? 'enabled' : 'none';
}

/** The answer to `NT LM 0.12`: MS-CIFS 2.2.4.52.2. */
export function readSmb1(transcript: Transcript): SmbTold {
  const message = transcript.received[0] ?? Buffer.alloc(0);
  if (!isOf(message, smb1)) return withoutMessage(transcript);
  const [words, index] = [message[36], message.length >= 39 ? message.readUInt16LE(37) : null];
  if (message[start + 4] !== 0x72 || words === undefined) return {state: 'unclear'};
  if (words !== 17 || index !== 0 || message.length < 40) return {state: index === 0 ? 'unclear' : 'refused'};
  const mode = message.readUInt8(39);
  return {
    state: 'taken',
    offer: {signing: signingOf((mode & 0x04) !== 0, (mode & 0x08) !== 0), encryption: false},
  };
}

/** Whether an answer for 3.1.1 names a cipher: MS-SMB2 2.2.4.1.2. */
function hasCipher(message: Buffer): boolean {
  const count = message.readUInt16LE(74);
  let at = start + message.readUInt32LE(128);
  for (let index = 0; index < Math.min(count, 16) && at + 12 <= message.length; index++) {
    const [type, length] = [message.readUInt16LE(at), message.readUInt16LE(at + 2)];
    if (type === 2) return message.readUInt16LE(at + 8) > 0 && message.readUInt16LE(at + 10) !== 0;
    at += (8 + length + 7) & ~7;
  }
  return false;
}

/** The answer to one dialect of SMB2 or SMB3: MS-SMB2 2.2.4. */
export function readSmb2(transcript: Transcript, dialect: number): SmbTold {
  const message = transcript.received[0] ?? Buffer.alloc(0);
  if (!isOf(message, smb2)) return withoutMessage(transcript);
  if (message.length < 76) return {state: 'unclear'};
  if (message.readUInt32LE(12) !== 0) return {state: 'refused'};
  if (message.length < 132 || message.readUInt16LE(16) !== 0 || message.readUInt16LE(68) !== 65)
    return {state: 'unclear'};
  if (message.readUInt16LE(72) !== dialect) return {state: 'refused'};
  const mode = message.readUInt16LE(70);
  const encryption = dialect === 0x0311 ? hasCipher(message) : (message.readUInt32LE(92) & 0x40) !== 0;
  return {state: 'taken', offer: {signing: signingOf((mode & 1) !== 0, (mode & 2) !== 0), encryption}};
}

export type AnonymousSession = 'refused' | 'anonymous' | 'guest';

export interface SmbAnonymous {
  readonly session: AnonymousSession;
  readonly pipes: boolean;
}

const statusOf = (message: Buffer | undefined): number | null =>
  message !== undefined && message.length >= 72 && isOf(message, smb2) ? message.readUInt32LE(12) : null;

/** What became of a login without a name, and of the share of the named pipes. */
export function readSmbAnonymous(transcript: Transcript): Told<SmbAnonymous> {
  const [negotiated, begun, login, pipes] = transcript.received;
  if (statusOf(negotiated) === null) return strange(transcript);
  const refused = speaks({session: 'refused', pipes: false} as const);
  if (statusOf(negotiated) !== 0) return unclear('unsupported');
  const first = statusOf(begun);
  if (first === null) return transcript.ending === 'closed' ? refused : brokenOff(transcript);
  // STATUS_MORE_PROCESSING_REQUIRED
  if (first !== 0xc000_0016) return first >= 0xc000_0000 ? refused : unclear('unsupported');
  const state = statusOf(login);
  if (state === null || login === undefined) return transcript.ending === 'closed' ? refused : brokenOff(transcript);
  if (state !== 0) return refused;
  const opened = statusOf(pipes);
  if (opened === null && transcript.ending !== 'closed') return brokenOff(transcript);
  return speaks({session: (login.readUInt16LE(70) & 1) === 0 ? 'anonymous' : 'guest', pipes: opened === 0});
}

/** One that closes without a word at every dialect is no server of SMB. */
export function isSmb(told: readonly SmbTold[]): boolean {
  return told.some(({state}) => state === 'taken' || state === 'refused');
}
