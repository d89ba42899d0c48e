import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import {readWindowsFile} from '../../src/kits/answer-file/windows/read.ts';
import {windowsAsks} from '../../src/kits/windows.ts';
import {putByBatch} from '../../src/kits/windows-legacy/lines.ts';
import {probes} from '../../src/probes/index.ts';
import type {WindowsAsk} from '../../src/model/ask.ts';
import type {Facts} from '../../src/model/fact.ts';
import type {NewExchange} from '../../src/transports/exchanges.ts';
import {sampleHost} from '../support/sample-host.ts';
import {temporaryFolder} from '../support/sshd.ts';
import type {HostAnswer} from '../support/made-up-windows.ts';
import {powershellTells} from '../support/made-up-windows.ts';
import {batchFile, powershellFileOf, windows7, windowsXp} from '../support/windows-answers.ts';
import {fakeAnswers, recordedWindows, windowsHosts, windowsLines} from '../support/windows-host.ts';
import {batchAnswers, powershellAnswers} from '../support/windows-kit.ts';
import {liveExchangesOf} from '../support/windows-live.ts';

const folder = temporaryFolder();
test.after.always(() => folder.remove());

const asks = windowsAsks(['cheap', 'disk', 'slow']);

function fromFile(name: string, bytes: Buffer | string, answers: ReturnType<typeof batchAnswers>): NewExchange[] {
  const path = join(folder.path, `${name}.answers`);
  writeFileSync(path, bytes);
  const {exchanges, whole} = readWindowsFile(path, answers, () => (text) => ({text, count: 0}));
  if (!whole) throw new Error('the file is not whole');
  return [...exchanges];
}

/** Facts as text, without the clock, and without who asked, when and by which way. */
function comparable(exchanges: readonly NewExchange[]): Record<string, string> {
  const numbered = exchanges.map((exchange, index) => ({...exchange, seq: index + 1}));
  const {clock: _clock, ...facts}: Facts = factsOf(probes, numbered, 'windows', null);
  return Object.fromEntries(
    Object.entries(facts).map(([name, {from: _from, ...fact}]) => [name, JSON.stringify(fact)]),
  );
}

const lines = windowsLines(['cheap', 'disk', 'slow']);

for (const host of windowsHosts)
  test(`${host}: the kit for PowerShell tells the facts of a scan`, async (t) => {
    const fake = fakeAnswers(lines, recordedWindows(host));
    const tells = (ask: WindowsAsk): HostAnswer => {
      const {state = 'ok', exitCode = 0, text = ''} = fake[asks.indexOf(ask)] ?? {};
      return {state, exitCode, text};
    };
    t.deepEqual(
      lines.map(({ask}) => ask),
      [...asks],
    );
    const live = comparable(await liveExchangesOf(tells, asks));
    const file = powershellFileOf(tells, asks);
    t.deepEqual(comparable(fromFile(host, file, powershellAnswers(asks))), live);
    t.true(Object.values(live).filter((fact) => fact.includes('"state":"known"')).length > 20);
  });

for (const [name, dialect] of Object.entries({'Windows XP': windowsXp, 'Windows 7': windows7}))
  test(`${name}: the kit for cmd.exe tells the facts of a scan`, async (t) => {
    t.deepEqual(
      asks.filter((ask) => putByBatch(ask) === null),
      [],
    );
    const live = comparable(await liveExchangesOf((ask) => powershellTells(sampleHost, ask), asks));
    const told = comparable(fromFile(name, batchFile(sampleHost, asks, dialect), batchAnswers(asks)));
    t.deepEqual(told, live);
  });
