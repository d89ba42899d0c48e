import type {AnyAuthMethod, ConnectConfig, KeyboardInteractiveAuthMethod, ParsedKey} from 'ssh2';
import {TransportError, printable, type Secret} from '../connection.ts';

/** A credential at the moment of its use. */
export interface ResolvedCredential {
  /** Its name in the inventory, for the lockout guard. */
  readonly name: string;
  readonly user: string;
  readonly password: Secret | null;
  /** From `loadKey`. */
  readonly key: ParsedKey | null;
  /** Path of the socket of an SSH agent. */
  readonly agentSocket: string | null;
}

/** What was refused: `key` also for the keys of an agent. */
export type SecretKind = 'key' | 'password';

export interface AuthEvents {
  /** The server judged a secret and refused it. */
  refused(secret: SecretKind): void;
  failed(error: TransportError): void;
}

export interface Login {
  readonly handler: NonNullable<ConnectConfig['authHandler']>;
  /** Told when the agent could not be asked. */
  agentFailed(): void;
  /** True while a password is on its way and no answer to it has come. */
  passwordPending(): boolean;
  /** Kind of the secret that the server was last asked to judge; null when there was none. */
  tried(): SecretKind | null;
}

type Step = 'none' | 'publickey' | 'agent' | 'password' | 'keyboard-interactive';
type Prompts = Parameters<KeyboardInteractiveAuthMethod['prompt']>[3];

const methodOf = (step: Step): string => (step === 'agent' ? 'publickey' : step);

const kindOf = (step: Step): SecretKind => (methodOf(step) === 'publickey' ? 'key' : 'password');

function firstStep({key, agentSocket, password}: ResolvedCredential): Step | null {
  if (key) return 'publickey';
  if (agentSocket !== null) return 'agent';
  return password ? 'none' : null;
}

function passwordStep(credential: ResolvedCredential, offered: readonly string[], used: readonly Step[]): Step | null {
  if (!credential.password || used.includes('password') || used.includes('keyboard-interactive')) return null;
  if (offered.includes('password')) return 'password';
  return offered.includes('keyboard-interactive') ? 'keyboard-interactive' : null;
}

/**
 * What to try after an answer. Each secret is sent once. The password of a credential that has a key or an agent may
 * be there for sudo alone: it is a way to log in only where the server wants it beside the key.
 */
function nextStep(
  credential: ResolvedCredential,
  used: readonly Step[],
  offered: readonly string[],
  accepted: boolean,
): Step | null {
  const last = used.at(-1);
  if (last === 'none' || accepted) return passwordStep(credential, offered, used);
  const agentNext = last === 'publickey' && credential.agentSocket !== null && offered.includes('publickey');
  return agentNext ? 'agent' : null;
}

/**
 * True when the last step put a secret before the server, and the server takes secrets of that kind. ssh2 does not
 * pass on what a server offers beside the keys of an agent.
 */
function wasJudged(last: Step, offered: readonly string[], pending: boolean): boolean {
  if (last === 'agent') return true;
  const sent = last === 'keyboard-interactive' ? pending : last !== 'none';
  return sent && offered.includes(methodOf(last));
}

function failure(last: Step, offered: readonly string[] | null, accepted: boolean): TransportError {
  if (last === 'agent') return new TransportError('auth-failed', 'no key of the SSH agent was accepted');
  if (offered === null) {
    return new TransportError('auth-failed', 'the key cannot sign what the server accepts');
  }
  const list = offered
    .slice(0, 8)
    .map((name) => printable(name, 32))
    .join(', ');
  if (accepted || last === 'none' || !offered.includes(methodOf(last)))
    return new TransportError('auth-failed', `the server offers no login that the credential has: ${list}`);
  return new TransportError('auth-failed', `${methodOf(last)} refused`);
}

/** Plans the logins of one connection for ssh2: which secret goes when, and what its refusal means. */
export function login(credential: ResolvedCredential, events: AuthEvents): Login {
  const used: Step[] = [];
  let pending = false;
  let over = false;

  const giveUp = (error: TransportError): false => {
    over = true;
    events.failed(error);
    return false;
  };
  const answer = (prompts: Prompts, finish: (answers: string[]) => void): void => {
    const [prompt] = prompts;
    if (pending) {
      pending = false;
      events.refused('password');
      return void giveUp(new TransportError('auth-failed', 'keyboard-interactive asked again'));
    }
    if (prompts.length !== 1 || prompt?.echo !== false || !credential.password)
      return void giveUp(new TransportError('auth-failed', 'keyboard-interactive asks for more than a password'));
    pending = true;
    finish([credential.password.reveal()]);
  };
  const method = (step: Step): AnyAuthMethod | false => {
    const username = credential.user;
    switch (step) {
      case 'none':
        return {type: 'none', username};
      case 'publickey':
        return credential.key ? {type: 'publickey', username, key: credential.key} : false;
      case 'agent':
        return credential.agentSocket === null ? false : {type: 'agent', username, agent: credential.agentSocket};
      case 'password':
        if (!credential.password) return false;
        pending = true;
        return {type: 'password', username, password: credential.password.reveal()};
      case 'keyboard-interactive':
        return {
          type: 'keyboard-interactive',
          username,
          prompt: (_n, _i, _l, prompts, finish) => answer(prompts, finish),
        };
      default:
        return step satisfies never;
    }
  };
  const advance = (offered: readonly string[] | null, accepted: boolean): AnyAuthMethod | false => {
    if (over) return false;
    const last = used.at(-1);
    if (last !== undefined && !accepted && wasJudged(last, offered ?? [], pending)) events.refused(kindOf(last));
    pending = false;
    const step = last === undefined ? firstStep(credential) : nextStep(credential, used, offered ?? [], accepted);
    if (step === null) {
      const nothing = new TransportError('auth-failed', 'the credential has no key, agent or password');
      return giveUp(last === undefined ? nothing : failure(last, offered, accepted));
    }
    used.push(step);
    return method(step);
  };
  return {
    handler: (offered: readonly string[] | null, accepted: boolean | null, next) =>
      (next as (method: AnyAuthMethod | false) => void)(advance(offered, accepted === true)),
    agentFailed: () => void giveUp(new TransportError('auth-failed', 'the SSH agent does not answer')),
    passwordPending: () => pending,
    tried: () => {
      const last = used.at(-1);
      return last === undefined || last === 'none' ? null : kindOf(last);
    },
  };
}
