import {randomBytes} from 'node:crypto';
import {askId} from '../model/ask.ts';
import type {ShellEntry} from '../model/plan.ts';
import {buildBatch} from './batch.ts';
import {TransportError, type Connection} from './connection.ts';
import {guarded, type Conversation} from './conversation.ts';
import {exchangesOf} from './exchanges.ts';
import {runBatch} from './shell.ts';
import {credentialNamed} from './targets.ts';

const answersLimit = 33_554_432;

/** Holds one entry's part of a conversation: a batch that a POSIX shell runs, through sudo where the entry says root. */
export async function talkShell(conversation: Conversation, connection: Connection, entry: ShellEntry): Promise<void> {
  const {options, answered, onExchanges, signal} = conversation;
  const {endpoint, asset, platform} = entry;
  const open = entry.slots.filter((slot) => slot.asks.some((ask) => !answered.has(askId(ask))));
  if (open.length === 0) return;
  const batch = buildBatch(entry, open, randomBytes(12).toString('hex'));
  const sudo = entry.batch === 'root' ? endpoint.credential : null;
  const password = sudo === null ? null : (options.secrets.get(sudo)?.password ?? null);
  if (sudo !== null && password === null) throw new TransportError('permission-denied', `${sudo} has no sudo password`);
  const redact = options.redactorFor(platform);
  const run = (proved: () => void): Promise<void> =>
    runBatch(connection, batch, {
      sudoPassword: password === null ? null : () => password.reveal(),
      onPasswordRefused: () => sudo !== null && options.guard.refused(credentialNamed(options, sudo), asset),
      onPasswordAccepted: proved,
      onAnswer: (answer) => {
        const exchanges = exchangesOf(answer, endpoint.via, redact).filter(({ask}) => !answered.has(ask));
        if (exchanges.length > 0) onExchanges(exchanges);
      },
      now: options.now,
      signal,
      helloMs: options.timeouts.helloMs,
      graceMs: options.timeouts.graceMs,
      limit: answersLimit,
    });
  await guarded(options.guard, sudo === null ? [] : [credentialNamed(options, sudo)], asset, signal, run);
}
