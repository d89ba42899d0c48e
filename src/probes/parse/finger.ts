import type {Transcript} from '../../model/transcript.ts';
import {other, speaks, strange, unclear, type Told} from './told.ts';
import {brief, isOtherProtocol} from './wire-text.ts';

export interface FingerServer {
  readonly said: string;
}

const words = /no such user|user not found|unknown user|not found|no one logged on|login( name)?:|\bLine\s+User\b/i;

/** What was said of a user that is not there. */
export function readFinger(transcript: Transcript): Told<FingerServer> {
  const {received, ending} = transcript;
  const [first] = received;
  if (first === undefined || first.length === 0)
    return ending === 'done' ? unclear('unsupported') : strange(transcript);
  const said = brief(first.toString('utf8'));
  if (/mizumori/i.test(said) || words.test(said)) return speaks({said});
  if (isOtherProtocol(said)) return other;
  // A server may answer in any words, of any language.
  return unclear(ending === 'silence' ? 'timeout' : 'unsupported');
}
