import {askId, askText} from '../model/ask.ts';
import type {Answer} from '../model/evidence.ts';
import type {CliEntry} from '../model/plan.ts';
import type {CliDialect} from '../model/platform.ts';
import {defaultPace} from './cli/types.ts';
import {runCli, type CliAnswer, type CliOptions} from './cli/index.ts';
import {TransportError, type Connection} from './connection.ts';
import {guarded, type Conversation} from './conversation.ts';
import type {GuardedCredential} from './credential-guard.ts';
import {answerOf, type NewExchange, type Redact} from './exchanges.ts';
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

/** Holds one entry's part of a conversation: commands typed into the command line of a device, one after the other. */
export async function talkCli(conversation: Conversation, connection: Connection, entry: CliEntry): Promise<void> {
  const {options, answered, onExchanges, signal} = conversation;
  const {asset, endpoint, zone, start, finish} = entry;
  const asks = entry.asks.filter((ask) => !answered.has(askId(ask)));
  if (asks.length === 0) return;
  const secret = enableOf(conversation, entry);
  const scope = endpoint.credential === null ? 'domain' : credentialNamed(options, endpoint.credential).scope;
  const guardedSecret: GuardedCredential | null = secret === null ? null : {name: `enable ${secret.reference}`, scope};
  const redact = options.redactorFor(entry.platform);
  const policy = options.plan.policies[zone];
  if (policy === undefined) throw new TransportError('forbidden-by-zone', `no policy for zone ${zone}`);
  const settings: Omit<CliOptions, 'onEnableAccepted'> = {
    enableSecret: secret === null ? null : () => secret.reveal(),
    onEnableRefused: () => guardedSecret !== null && options.guard.refused(guardedSecret, asset),
    onAnswer: (answer) => onExchanges([exchangeOf(answer, redact)]),
    ...(entry.purpose === 'identify' ? {enough: ({result}: CliAnswer) => result.ok} : {}),
    now: options.now,
    signal,
    promptMs: options.timeouts.helloMs,
    pace: {quietMs: Math.max(defaultPace.quietMs, policy.commandGapMs)},
    limit: answersLimit,
  };
  const script = {dialect: dialectOf(conversation, entry), asks, start, finish};
  await guarded(options.guard, guardedSecret === null ? [] : [guardedSecret], asset, signal, (proved) =>
    runCli(connection, script, {...settings, onEnableAccepted: proved}),
  );
}
