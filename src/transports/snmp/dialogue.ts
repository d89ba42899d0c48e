import {TransportError} from '../connection.ts';
import {addTrouble, type Found} from './found.ts';
import type {Line, Reply} from './line.ts';
import type {SnmpLogin} from './types.ts';

/** What has to be remembered from one request to the next. */
export interface Dialogue {
  readonly line: Line;
  readonly login: SnmpLogin['version'];
  /** It has answered before. */
  answered: boolean;
  /** It gave no answer to the last question that it was asked. */
  quiet: boolean;
}

/** Puts one request; what cannot be read is asked again. */
export async function put(dialogue: Dialogue, send: () => Promise<Reply>): Promise<Reply> {
  let reply = await send();
  for (let left = dialogue.line.limits.retries; reply.kind === 'damaged' && left > 0; left -= 1) reply = await send();
  if (reply.kind === 'answer') {
    dialogue.answered = true;
    dialogue.quiet = false;
  }
  return reply;
}

function silence({line, login, answered}: Dialogue): string {
  const strays = line.rejected === 0 ? '' : `; ${line.rejected} datagrams came that answer nothing that was asked`;
  if (answered) return `the agent stopped answering${strays}`;
  if (login !== '3') return `no answer: the agent cannot be reached, or it does not know the community${strays}`;
  if (!line.engineSeen) return `no answer: the agent cannot be reached, or it does not speak SNMPv3${strays}`;
  return `the agent is there but does not answer this user: its privacy key or protocol may be wrong${strays}`;
}

/**
 * Notes a question that got no answer.
 * @throws TransportError when it is no use to put another one: nothing was ever answered, or not the question before either.
 */
export function giveUp(dialogue: Dialogue, kind: 'silent' | 'damaged', found: Found): void {
  const reason = kind === 'silent' ? 'timeout' : 'unsupported';
  const detail = kind === 'silent' ? silence(dialogue) : 'the answers of the agent cannot be read';
  if (!dialogue.answered || dialogue.quiet) throw new TransportError(reason, detail);
  dialogue.quiet = true;
  addTrouble(found, reason, detail);
}
