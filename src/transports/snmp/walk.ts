import {giveUp, put, type Dialogue} from './dialogue.ts';
import {addInstance, addTrouble, isFull, type Found} from './found.ts';
import type {Reply, Wire} from './line.ts';
import {tags, type Instance} from './pdu.ts';
import {compareOids, isBelow} from './oid.ts';
import {refusalOf, statuses} from './status.ts';

/** How many instances an agent is asked for at once, down to what every agent manages. */
const steps = [25, 10, 5, 1] as const;

/** What a weak agent was found to manage, for the rest of the conversation. */
export interface Pace {
  step: number;
}

interface Walk {
  readonly dialogue: Dialogue;
  readonly wire: Wire;
  readonly pace: Pace;
  readonly root: string;
  readonly found: Found;
  /** The name got last. */
  last: string;
}

function repetitionsOf({pace, found}: Walk): number {
  // One more than is kept tells whether there is more.
  return Math.min(steps[pace.step] ?? 1, found.rows - found.varbinds.length + 1);
}

/** False when there is nothing smaller. An agent that was never heard is worth one more try, not three. */
function stepDown({dialogue, pace}: Walk): boolean {
  if (pace.step >= steps.length - 1) return false;
  pace.step = dialogue.answered ? pace.step + 1 : steps.length - 1;
  return true;
}

/** Takes one instance; false when the walk ends with it. */
function take(walk: Walk, instance: Instance): boolean {
  const {root, found, last} = walk;
  const {oid, tag} = instance;
  if (tag === tags.endOfMibView && oid === last) return false;
  if (tag === tags.endOfMibView || tag === tags.noSuchObject || tag === tags.noSuchInstance) {
    addTrouble(found, 'unsupported', `the agent ends the walk of .${root} in a way of its own`);
    return false;
  }
  if (compareOids(oid, last) <= 0) {
    addTrouble(found, 'unsupported', `the agent goes back from .${last} to .${oid}`);
    return false;
  }
  if (!isBelow(root, oid)) return false;
  if (isFull(found)) {
    found.cut = true;
    return false;
  }
  addInstance(found, instance);
  walk.last = oid;
  return true;
}

/** What an answer means for the walk: go on, or not. */
function takeAnswer(walk: Walk, {status, instances}: Extract<Reply, {kind: 'answer'}>): boolean {
  const {dialogue, found, last} = walk;
  if (status === statuses.noError) {
    if (instances.length > 0) return instances.every((instance) => take(walk, instance));
    addTrouble(found, 'unsupported', `the agent gives nothing after .${last}`);
    return false;
  }
  // RFC 1157 section 4.1.3: the end of all that there is.
  if (dialogue.login === '1' && status === statuses.noSuchName) return false;
  if ((status === statuses.tooBig || status === statuses.genErr) && stepDown(walk)) return true;
  addTrouble(found, ...refusalOf(status, last));
  return false;
}

/** The instances below an object. @throws TransportError */
export async function walkAll(dialogue: Dialogue, wire: Wire, pace: Pace, root: string, found: Found): Promise<void> {
  const {step} = pace;
  const walk: Walk = {dialogue, wire, pace, root, found, last: root};
  for (;;) {
    const reply = await put(dialogue, () => wire.next(walk.last, repetitionsOf(walk)));
    if (reply.kind === 'answer') {
      if (takeAnswer(walk, reply)) continue;
      // Where the smallest request failed too, it was not the size.
      if (found.trouble !== null && pace.step === steps.length - 1) pace.step = step;
      return;
    }
    if (stepDown(walk)) continue;
    pace.step = step;
    giveUp(dialogue, reply.kind, found);
    return;
  }
}
