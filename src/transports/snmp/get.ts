import {giveUp, put, type Dialogue} from './dialogue.ts';
import {addInstance, addTrouble, isFull, type Found} from './found.ts';
import type {Reply, Wire} from './line.ts';
import {tags, type Instance} from './pdu.ts';
import {statuses, refusalOf} from './status.ts';

/** Small enough for one packet of any agent. */
const groupSize = 10;

/** Takes an answer that holds just what was asked, in its order. */
function takeAll(reply: Reply, oids: readonly string[], found: Found): boolean {
  if (reply.kind !== 'answer' || reply.status !== statuses.noError) return false;
  const {instances} = reply;
  if (instances.length !== oids.length || !instances.every(({oid}, index) => oid === oids[index])) return false;
  for (const instance of instances) add(found, instance);
  return true;
}

function add(found: Found, instance: Instance): void {
  const {tag} = instance;
  if (tag === tags.noSuchObject || tag === tags.noSuchInstance) return;
  if (isFull(found)) found.cut = true;
  else addInstance(found, instance);
}

/** One alone: whatever is wrong with it, the others are not lost. */
async function getOne(dialogue: Dialogue, wire: Wire, oid: string, found: Found): Promise<void> {
  const reply = await put(dialogue, () => wire.get([oid]));
  if (reply.kind !== 'answer') {
    giveUp(dialogue, reply.kind, found);
    return;
  }
  if (takeAll(reply, [oid], found)) return;
  if (dialogue.login === '1' && reply.status === statuses.noSuchName) return;
  if (reply.status === statuses.noError) addTrouble(found, 'unsupported', `the agent does not answer for .${oid}`);
  else addTrouble(found, ...refusalOf(reply.status, oid));
}

/**
 * Those of the instances that the agent has. SNMPv1 gives all or nothing, so there it is one at a time.
 * @throws TransportError
 */
export async function getAll(dialogue: Dialogue, wire: Wire, oids: readonly string[], found: Found): Promise<void> {
  const size = dialogue.login === '1' ? 1 : groupSize;
  for (let at = 0; at < oids.length; at += size) {
    const group = oids.slice(at, at + size);
    if (group.length > 1) {
      const reply = await put(dialogue, () => wire.get(group));
      if (takeAll(reply, group, found)) continue;
      if (reply.kind === 'silent' && !dialogue.answered) giveUp(dialogue, reply.kind, found);
    }
    for (const oid of group) {
      await getOne(dialogue, wire, oid, found);
      if (dialogue.quiet) return;
    }
  }
}
