import {TransportError, printable, type AlgorithmOffer} from '../connection.ts';
import {errorCode} from './socket.ts';

export type Phase = 'handshake' | 'login' | 'open';

/** SSH disconnect codes (RFC 4253 11.1) that end a login: protocol error (OpenSSH: too many tries), none left, no such user. */
const loginEnded: readonly unknown[] = [2, 14, 15];

const offerField: Readonly<Record<string, keyof AlgorithmOffer>> = {
  'key exchange algorithm': 'kex',
  'host key format': 'hostKey',
  'C->S cipher': 'cipher',
  'S->C cipher': 'cipher',
  'C->S MAC': 'mac',
  'S->C MAC': 'mac',
  'C->S compression algorithm': 'compress',
  'S->C compression algorithm': 'compress',
};

function noCommon(what: string, offer: AlgorithmOffer | null): TransportError {
  const field = offerField[what];
  const names = (field && offer?.[field]?.slice(0, 12).join(', ')) ?? 'not seen';
  return new TransportError('no-common-algorithm', `no ${what} in common; the server offers: ${names}`);
}

function isSystemError(error: Error): boolean {
  return 'level' in error && error.level === 'client-socket';
}

export interface FailureContext {
  readonly phase: Phase;
  readonly offer: AlgorithmOffer | null;
  readonly passwordPending: boolean;
  readonly tried: boolean;
}

/** Reason behind an error of ssh2. Its texts are fixed, but a disconnect's, which is the server's. */
export function failureOf(
  error: Error & {readonly level?: unknown; readonly code?: unknown},
  context: FailureContext,
): TransportError {
  const {phase, offer, passwordPending, tried} = context;
  const unmatched = /no matching (.+)$/i.exec(error.message)?.[1];
  if (phase === 'handshake' && unmatched !== undefined) return noCommon(unmatched, offer);
  if (error.message === 'Connection lost before handshake') return closedEarly(phase, false);
  if (error.level === 'client-timeout')
    return new TransportError('timeout', 'no answer to keep-alives', passwordPending);
  if (isSystemError(error)) return new TransportError('unreachable', errorCode(error), passwordPending);
  const detail = `${typeof error.code === 'number' ? 'the server disconnected' : 'protocol error'}: ${printable(error.message)}`;
  if (phase === 'login' && tried && loginEnded.includes(error.code)) return new TransportError('auth-failed', detail);
  return new TransportError('unreachable', detail, passwordPending);
}

const moments: Readonly<Record<Phase, string>> = {
  handshake: 'during the handshake',
  login: 'during the login',
  open: 'while it was in use',
};

export function closedEarly(phase: Phase, passwordPending: boolean): TransportError {
  return new TransportError('unreachable', `the other end closed the connection ${moments[phase]}`, passwordPending);
}
