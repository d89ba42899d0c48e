import type {Transcript} from '../../model/transcript.ts';
import {other, speaks, strange, type Told} from './told.ts';

/** What a display answers to the begin of a connection: 0 no, 1 yes, 2 more is wanted; then which version it speaks. */
function setupOf({received: [first]}: Transcript): {readonly state: number; readonly version: string} | null {
  if (first?.length !== 8 || first.readUInt16LE(2) !== 11 || (first[0] ?? 0) > 2) return null;
  return {state: first[0] ?? 0, version: `${first.readUInt16LE(2)}.${first.readUInt16LE(4)}`};
}

export interface X11Server {
  readonly version: string;
}

const noDisplay = (transcript: Transcript): Told<never> => (transcript.ending === 'done' ? other : strange(transcript));

/** Whether a display answered. */
export function readX11(transcript: Transcript): Told<X11Server> {
  const setup = setupOf(transcript);
  return setup === null ? noDisplay(transcript) : speaks({version: setup.version});
}

/** Whether a display let one in that showed no authorisation. */
export function readX11Open(transcript: Transcript): Told<{readonly open: boolean}> {
  const setup = setupOf(transcript);
  return setup === null ? noDisplay(transcript) : speaks({open: setup.state === 1});
}
