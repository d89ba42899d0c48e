import {askId, askText} from '../model/ask.ts';
import type {Answer} from '../model/evidence.ts';
import type {CliEntry, ZonePolicy} from '../model/plan.ts';
import type {CliDialect} from '../model/platform.ts';
import {defaultPace, type Pace} from './cli/types.ts';
import {runCli, type CliAnswer, type CliOptions} from './cli/index.ts';
import type {Connection} from './connection.ts';
import type {Conversation} from './conversation.ts';
import type {GuardedCredential} from './credential-guard.ts';
import {answerOf, type NewExchange, type Redact} from './exchanges.ts';
import {policyOf} from './policy.ts';
import {credentialNamed, enableSecret, type EnableSecret} from './targets.ts';

/** Longest sum of all answers of a device, in bytes. */
const answersLimit = 16_777_216;

function exchangeOf({ask, privileged, sentAt, receivedAt, result}: CliAnswer, redact: Redact): NewExchange {
  const answer: Answer = result.ok
    ? answerOf(result.body, null, result.cut, redact)
    : {ok: false, reason: result.reason, detail: result.detail};
  return {
    ask: ask.id,
    request: askText(ask),
    via: 'ssh',
    privilege: privileged ? 'root' : 'user',
    sentAt: new Date(sentAt).toISOString(),
    receivedAt: new Date(receivedAt).toISOString(),
    answer,
  };
}

/** The password of the privileged mode; null: the entry asks nothing that wants it, or the inventory names none. */
function enableOf({options}: Conversation, entry: CliEntry): EnableSecret | null {
  const {endpoint, asks} = entry;
  const wanted = entry.enable !== null && asks.some(({privilege}) => privilege === 'root');
  return wanted && endpoint.via === 'ssh' && endpoint.enable !== undefined
    ? enableSecret(options, endpoint.enable)
    : null;
}

function dialectOf({options}: Conversation, {platform}: CliEntry): CliDialect {
  const dialect = options.dialects.get(platform);
  if (dialect === undefined) throw new Error(`no command line of ${platform} is known`);
  return dialect;
}

/** No pause between two commands is shorter than the policy's. */
function paceOf({commandGapMs}: ZonePolicy): Pick<Pace, 'quietMs' | 'unsureMs'> {
  const {quietMs, unsureMs} = defaultPace;
  return {quietMs: Math.max(quietMs, commandGapMs), unsureMs: Math.max(unsureMs, commandGapMs)};
}

type EnableOptions = Pick<CliOptions, 'enableSecret' | 'onEnableRefused' | 'enableTurn'>;

/**
 * The guard is asked for the dialogue about the password alone: what needs no privilege is asked beside it, and where the password
 * was refused before.
 */
function enableOptions(conversation: Conversation, entry: CliEntry): EnableOptions {
  const {options, signal} = conversation;
  const {asset, endpoint} = entry;
  const secret = enableOf(conversation, entry);
  if (secret === null) {
    const never = (): Promise<never> => Promise.reject(new Error(`${entry.key} has no password of a privileged mode`));
    return {enableSecret: null, onEnableRefused: () => undefined, enableTurn: never};
  }
  const scope = endpoint.credential === null ? 'domain' : credentialNamed(options, endpoint.credential).scope;
  const guardedSecret: GuardedCredential = {name: `enable ${secret.reference}`, scope};
  return {
    enableSecret: () => secret.reveal(),
    onEnableRefused: () => options.guard.refused(guardedSecret, asset),
    enableTurn: (dialogue) => options.guard.use(guardedSecret, asset, signal, dialogue),
  };
}

/** Holds one entry's part of a conversation: commands typed into the command line of a device, one after the other. */
export async function talkCli(conversation: Conversation, connection: Connection, entry: CliEntry): Promise<void> {
  const {options, answered, onExchanges, signal} = conversation;
  const {zone, start, finish} = entry;
  const asks = entry.asks.filter((ask) => !answered.has(askId(ask)));
  if (asks.length === 0) return;
  const redact = options.redactorFor(entry.platform);
  const policy = policyOf(options.plan, zone);
  const exchange = (answer: CliAnswer): NewExchange => exchangeOf(answer, redact);
  await runCli(
    connection,
    {dialect: dialectOf(conversation, entry), asks, start, finish},
    {
      ...enableOptions(conversation, entry),
      onAnswer: (answer) => onExchanges([exchange(answer)]),
      ...(entry.purpose === 'identify' ? {enough: (answer) => options.recognises(exchange(answer))} : {}),
      now: options.now,
      signal,
      promptMs: options.timeouts.helloMs,
      pace: paceOf(policy),
      limit: answersLimit,
    },
  );
}
