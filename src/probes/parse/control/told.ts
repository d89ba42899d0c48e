import {decodeUtf8} from '../../../model/utf8.ts';
import type {GapReason} from '../../../model/evidence.ts';
import type {Transcript} from '../../../model/transcript.ts';

/** What a control system says of itself; null: it does not say it by this protocol. */
export interface ControlIdentity {
  readonly vendor: string | null;
  readonly product: string | null;
  readonly version: string | null;
  readonly serial: string | null;
  /** Name or address that it has within its protocol. */
  readonly station: string | null;
}

/**
 * `other`: what answers there speaks something else. `unclear`: it did not say enough to tell. `because` of one that
 * speaks: why it did not say all; null: it said what it says.
 */
export type ControlTold =
  | {readonly state: 'speaks'; readonly identity: ControlIdentity; readonly because: GapReason | null}
  | {readonly state: 'unclear'; readonly because: GapReason}
  | {readonly state: 'other'};

export const other: ControlTold = {state: 'other'};
export const nameless: ControlIdentity = {vendor: null, product: null, version: null, serial: null, station: null};

export const speaks = (identity: Partial<ControlIdentity>, because: GapReason | null = null): ControlTold => ({
  state: 'speaks',
  identity: {...nameless, ...identity},
  because,
});

const longest = 120;

/** A text field, bounded, in one line; null where it says nothing. */
export function fieldText(bytes: Uint8Array): string | null {
  const end = bytes.indexOf(0);
  const part = Buffer.from(bytes.subarray(0, Math.min(end < 0 ? bytes.length : end, 4 * longest)));
  const text = (decodeUtf8(part) ?? part.toString('latin1')).replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return text === '' ? null : Array.from(text).slice(0, longest).join('').trim();
}

/** What came of the read with this number, from 0; empty where nothing did. */
export const answer = ({received}: Transcript, index: number): Buffer => received[index] ?? Buffer.alloc(0);

/** An answer that is no whole message: too little of one, or of something else. `begins`: whether it begins as one does. */
export function unfinished(bytes: Buffer, begins: boolean, {ending}: Transcript): ControlTold {
  if (bytes.length > 0 && !begins) return other;
  return {state: 'unclear', because: ending === 'limit' ? 'cut' : 'timeout'};
}

/** Whether bytes begin as others do, as far as there are any. */
export const beginsLike = (bytes: Buffer, start: readonly number[]): boolean =>
  start.slice(0, bytes.length).every((byte, index) => bytes[index] === byte);
