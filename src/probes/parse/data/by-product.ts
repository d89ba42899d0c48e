import type {Dialogue} from '../../../model/outside.ts';
import type {Answers, Parsed} from '../../../model/probe.ts';
import type {Transcript} from '../../../model/transcript.ts';
import {other, serversOf, speaks, wiresOf, type Told} from '../told.ts';
import type {Product} from './told.ts';

/** A dialogue by which a product is known. */
export interface Spoken<T> {
  readonly product: Product;
  readonly dialogue: Dialogue;
  readonly read: (transcript: Transcript) => Told<T>;
}

/** What the products said, by port. @throws Gap when nothing was asked */
export function productsOf<T extends object>(
  answers: Answers,
  spoken: readonly Spoken<T>[],
): Parsed<{readonly servers: ({readonly port: number} & T & {readonly product: Product})[]}> {
  const byId = new Map(spoken.map((each) => [each.dialogue.id, each]));
  const dialogues = spoken.map(({dialogue}) => dialogue);
  return serversOf(wiresOf(answers, dialogues), ({dialogue, transcript}) => {
    const each = byId.get(dialogue);
    if (each === undefined) return other;
    const told = each.read(transcript);
    return told.state === 'speaks' ? speaks({...told.server, product: each.product}) : told;
  });
}
