import type {WindowsAsk} from '../../src/model/ask.ts';
import type {Answer} from '../../src/model/evidence.ts';
import {powershellLine, powershellProgram} from '../../src/platforms/windows/program.ts';
import type {Connection} from '../../src/transports/connection.ts';
import type {NewExchange} from '../../src/transports/exchanges.ts';
import {runQuestions} from '../../src/transports/powershell/run.ts';
import {answerLines} from './fake-windows.ts';
import {powershellTells, type HostAnswer, type WindowsHost} from './made-up-windows.ts';

const nonce = 'fedcba9876543210fedcba98';

type Tells = (ask: WindowsAsk) => HostAnswer;

/** A connection whose PowerShell answers so. */
function connectionTo(tells: Tells, asks: readonly WindowsAsk[]): Connection {
  const answers = asks.flatMap((ask, index) => answerLines(index, tells(ask)));
  const lines = ['NONCE hello 5.1.26100.1 FullLanguage 1', ...answers, 'NONCE bye'];
  const text = lines.map((line) => `${line.replace('NONCE', nonce)}\r\n`).join('');
  return {
    exec: (_command, output) =>
      Promise.resolve({
        write: () => undefined,
        end: () => output.stdout(Buffer.from(text)),
        kill: () => undefined,
        done: Promise.resolve({exitCode: 0, signal: null}),
      }),
    shell: () => Promise.reject(new Error('no shell')),
    close: () => undefined,
    closed: Promise.resolve(),
    handshake: null,
  };
}

/** What a scan gets from a host, redacted by nothing. */
export const liveExchanges = (host: WindowsHost, asks: readonly WindowsAsk[]): Promise<NewExchange[]> =>
  liveExchangesOf((ask) => powershellTells(host, ask), asks);

/** What a scan gets where the program tells this, redacted by nothing. */
export async function liveExchangesOf(tells: Tells, asks: readonly WindowsAsk[]): Promise<NewExchange[]> {
  const exchanges: NewExchange[] = [];
  await runQuestions(connectionTo(tells, asks), {
    ...{command: '', program: powershellProgram, nonce, via: 'ssh', signal: new AbortController().signal},
    lines: asks.map((ask, index) => ({index, ask, line: powershellLine(ask, index)})),
    redact: (text) => ({text, count: 0}),
    onExchanges: (told) => void exchanges.push(...told),
    now: () => Date.parse('2026-11-20T01:02:03.000Z'),
    ...{helloMs: 10_000, graceMs: 10_000},
  });
  return exchanges;
}

export const answersById = (exchanges: readonly NewExchange[]): Record<string, Answer> =>
  Object.fromEntries(exchanges.map(({ask, answer}) => [ask, answer]));
