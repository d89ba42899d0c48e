import {randomBytes} from 'node:crypto';
import {askId} from '../model/ask.ts';
import type {PowerShellEntry, PowerShellLine} from '../model/plan.ts';
import {TransportError, type Connection} from './connection.ts';
import type {Conversation} from './conversation.ts';
import {findShell} from './powershell/login-shell.ts';
import {runQuestions} from './powershell/run.ts';

/** How often a host is asked anew for what comes after a question that hung. */
const mostRestarts = 3;

/**
 * Holds one entry's part of a conversation: questions that PowerShell puts, in one program sent over stdin. A question that
 * hangs ends the program; what comes after it is asked by another one.
 */
export async function talkPowerShell(
  conversation: Conversation,
  connection: Connection,
  entry: PowerShellEntry,
): Promise<void> {
  const {answered, onExchanges, check, options, signal} = conversation;
  const {endpoint, commands, program, platform} = entry;
  let open: readonly PowerShellLine[] = entry.lines.filter(({ask}) => !answered.has(askId(ask)));
  if (open.length === 0) return;
  check();
  const shell = await findShell(connection, commands.find, {signal, helloMs: options.timeouts.helloMs});
  for (let restarts = 0; open.length > 0; restarts += 1) {
    check();
    const nonce = randomBytes(12).toString('hex');
    const {left, hung} = await runQuestions(connection, {
      command: commands[shell],
      ...{program, nonce, lines: open, via: endpoint.via, onExchanges, signal, now: options.now},
      redact: options.redactorFor(platform),
      helloMs: options.timeouts.helloMs,
      graceMs: options.timeouts.graceMs,
    });
    if (hung === null || left.length === 0) return;
    if (restarts === mostRestarts) throw new TransportError('timeout', 'several questions hang there');
    open = left;
  }
}
