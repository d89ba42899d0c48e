import type {Transcript} from '../../model/transcript.ts';
import {other, speaks, unclear, type Told} from './told.ts';
import {brief, isOtherProtocol} from './wire-text.ts';

export interface RemoteShell {
  readonly said: string;
}

const denial =
  /permission denied|where are you|rlogind|rshd|rexecd|login|illegal port|getnameinfo|host address mismatch/i;

/**
 * What rlogind, rshd or rexecd said to the byte that begins a login. They have no greeting: of one that waits for the rest, or
 * hangs up at a client without privilege, nothing is known.
 */
export function readRemoteShell({received: [first], ending}: Transcript): Told<RemoteShell> {
  if (first === undefined || first.length === 0) return unclear(ending === 'silence' ? 'timeout' : 'unsupported');
  const said = brief(first.toString('utf8'));
  // 1 comes before the text of an error, 0 before everything else.
  if (first[0] === 1 || first[0] === 0 || denial.test(said)) return speaks({said});
  return isOtherProtocol(said) ? other : unclear('unsupported');
}
