import type {GapReason} from '../../model/evidence.ts';
import {Gap} from '../../model/fact.ts';
import type {Dialogue} from '../../model/outside.ts';
import {partial, whole, type Answers, type Parsed} from '../../model/probe.ts';
import type {Transcript} from '../../model/transcript.ts';

/** `other`: what answers there speaks something else. `unclear`: it did not say enough to tell. */
export type Told<T> =
  | {readonly state: 'speaks'; readonly server: T}
  | {readonly state: 'other'}
  | {readonly state: 'unclear'; readonly because: GapReason};

export const speaks = <T>(server: T): Told<T> => ({state: 'speaks', server});
export const other: Told<never> = {state: 'other'};
export const unclear = (because: GapReason): Told<never> => ({state: 'unclear', because});

/** What there is to say of a peer whose first words are not those of the protocol. */
export function strange({received: [first], ending}: Transcript): Told<never> {
  if (ending === 'tls-failed') return unclear('no-common-algorithm');
  if (ending === 'silence') return unclear('timeout');
  if (ending === 'limit') return unclear('cut');
  // One that hangs up without a word may do so for what asks, or from where.
  return first === undefined || first.length === 0 ? unclear('unsupported') : other;
}

/** What there is to say of a peer that began well, and went no further. */
export const brokenOff = ({ending}: Transcript): Told<never> =>
  unclear(ending === 'silence' ? 'timeout' : ending === 'limit' ? 'cut' : 'unsupported');

/** What came of one dialogue at one port. */
export interface Wire {
  readonly dialogue: string;
  readonly port: number;
  readonly transcript: Transcript;
}

/** What came of some dialogues, of which not all need to have been planned. @throws Gap when none was held */
export function wiresOf(answers: Answers, dialogues: readonly Dialogue[]): readonly Wire[] {
  const gaps: Gap[] = [];
  const held = dialogues.flatMap(({id}) => {
    try {
      return answers.wire(id).map((told) => ({dialogue: id, ...told}));
    } catch (error) {
      if (!(error instanceof Gap)) throw error;
      gaps.push(error);
      return [];
    }
  });
  const [first] = gaps;
  if (first !== undefined && gaps.length === dialogues.length)
    throw gaps.find(({reason}) => reason !== 'not-collected') ?? first;
  return held.sort((a, b) => a.port - b.port);
}

/** The same, nothing where none was held. */
export function wiresIfAny(answers: Answers, dialogues: readonly Dialogue[]): readonly Wire[] {
  try {
    return wiresOf(answers, dialogues);
  } catch (error) {
    if (error instanceof Gap) return [];
    throw error;
  }
}

/** The servers that spoke the protocol, by port. @throws Gap when nothing was asked */
export function serversOf<T extends object>(
  wires: readonly Wire[],
  read: (wire: Wire) => Told<T>,
): Parsed<{readonly servers: ({readonly port: number} & T)[]}> {
  const told = wires.map((wire) => ({port: wire.port, told: read(wire)}));
  const servers = told.flatMap(({port, told: each}) => (each.state === 'speaks' ? [{port, ...each.server}] : []));
  const doubts = told.flatMap(({told: each}) => (each.state === 'unclear' ? [each.because] : []));
  return doubts.length > 0 ? partial({servers}, doubts[0]) : whole({servers});
}
