import type {SnmpAsk} from '../../src/model/ask.ts';
import {askSnmp, type SnmpAnswer, type SnmpLimits, type SnmpLogin, type SnmpTarget} from '../../src/transports/snmp.ts';
import {TransportError} from '../../src/transports/connection.ts';
import {secret} from './ssh-client.ts';

/** Patient enough for a busy machine. */
export const limits: SnmpLimits = {packetsPerSecond: 5000, timeoutMs: 6000, retries: 1, totalMs: 60_000};

export function community(version: '1' | '2c', name = 'public'): SnmpLogin {
  return {version, community: secret(name)};
}

type SecureLogin = Extract<SnmpLogin, {version: '3'}>;

export function secureUser(
  user: string,
  auth: NonNullable<SecureLogin['auth']>['protocol'] | null = null,
  priv: NonNullable<SecureLogin['priv']>['protocol'] | null = null,
  keys: {readonly auth?: string; readonly priv?: string} = {},
): SecureLogin {
  return {
    version: '3',
    user,
    auth: auth === null ? null : {protocol: auth, key: secret(keys.auth ?? 'authpass12')},
    priv: priv === null ? null : {protocol: priv, key: secret(keys.priv ?? 'privpass12')},
  };
}

export interface Conversation {
  readonly answers: readonly SnmpAnswer[];
  readonly error: TransportError | null;
  readonly milliseconds: number;
}

interface Options {
  readonly limits?: Partial<SnmpLimits>;
  readonly signal?: AbortSignal;
}

/** Holds a conversation; any other error than a TransportError is thrown. */
export async function converse(
  target: Pick<SnmpTarget, 'port' | 'login'> & Partial<SnmpTarget>,
  asks: readonly SnmpAsk[],
  options: Options = {},
): Promise<Conversation> {
  const answers: SnmpAnswer[] = [];
  const started = performance.now();
  let error: TransportError | null = null;
  try {
    await askSnmp({address: '127.0.0.1', ...target}, asks, {
      limits: {...limits, ...options.limits},
      signal: options.signal ?? new AbortController().signal,
      now: () => Date.now(),
      onAnswer: (answer) => answers.push(answer),
    });
  } catch (thrown) {
    if (!(thrown instanceof TransportError)) throw thrown;
    error = thrown;
  }
  return {answers, error, milliseconds: performance.now() - started};
}
