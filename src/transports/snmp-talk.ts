import {askId, askText} from '../model/ask.ts';
import {successAnswer, type Answer} from '../model/evidence.ts';
import type {PlanEntry, SnmpEntry} from '../model/plan.ts';
import {writeSnmpText} from '../model/snmp-text.ts';
import {TransportError} from './connection.ts';
import {guarded, type Conversation} from './conversation.ts';
import type {NewExchange, Redact} from './exchanges.ts';
import {policyOf} from './policy.ts';
import {askSnmp, type SnmpAnswer, type SnmpResult} from './snmp.ts';
import {credentialNamed, snmpLogin} from './targets.ts';

function answerOf(result: SnmpResult, redact: Redact): Answer {
  if (!result.ok) return {ok: false, reason: result.reason, detail: result.detail};
  const {text, count} = redact(writeSnmpText(result.varbinds));
  return successAnswer(text, {cut: result.cut, redactions: count});
}

function exchangeOf({ask, sentAt, receivedAt, result}: SnmpAnswer, redact: Redact): NewExchange {
  return {
    ask: ask.id,
    request: askText(ask),
    via: 'snmp',
    privilege: 'user',
    sentAt: new Date(sentAt).toISOString(),
    receivedAt: new Date(receivedAt).toISOString(),
    answer: answerOf(result, redact),
  };
}

async function talk(conversation: Conversation, entry: SnmpEntry): Promise<void> {
  const {options, answered, onExchanges, signal} = conversation;
  const {endpoint, asset, zone} = entry;
  if (endpoint.via !== 'snmp') throw new Error(`${entry.key} is no agent`);
  const asks = entry.asks.filter((ask) => !answered.has(askId(ask)));
  if (asks.length === 0) return;
  const policy = policyOf(options.plan, zone);
  const credential = credentialNamed(options, endpoint.credential);
  const login = snmpLogin(options, endpoint.credential);
  const redact = options.redactorFor(entry.platform);
  const limits = {
    packetsPerSecond: policy.snmpPerSecond,
    timeoutMs: options.timeouts.snmpMs,
    retries: 2,
    totalMs: options.timeouts.snmpTotalMs,
  };
  // A community that is wrong is not answered at all; only a user's key can be refused, and locked out.
  const guardedLogins = login.version === '3' && login.auth !== null ? [credential] : [];
  await guarded(options.guard, guardedLogins, asset, signal, async (proved) => {
    try {
      await askSnmp({address: endpoint.address, port: endpoint.port, login}, asks, {
        limits,
        signal,
        now: options.now,
        onAnswer: (answer) => {
          proved();
          onExchanges([exchangeOf(answer, redact)]);
        },
      });
    } catch (error) {
      if (error instanceof TransportError && error.reason === 'auth-failed') options.guard.refused(credential, asset);
      throw error;
    }
  });
}

/** Holds a conversation with an SNMP agent: what its entries ask, one after the other. */
export async function talkSnmp(conversation: Conversation, entries: readonly PlanEntry[]): Promise<void> {
  for (const entry of entries) {
    if (entry.talk !== 'snmp') throw new Error(`${entry.key} is not asked over SNMP`);
    await talk(conversation, entry);
  }
}
