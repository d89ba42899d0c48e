import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Exchange} from '../../src/model/evidence.ts';
import {packageRoot} from '../../src/model/paths.ts';
import type {PowerShellLine} from '../../src/model/plan.ts';
import {textsOf} from '../../src/plan/texts.ts';
import {windows} from '../../src/platforms/windows.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';
import type {FakeAnswer} from './fake-windows.ts';

const folder = join(packageRoot, 'test/fixtures/recordings/windows');

/** Hosts of which there are recordings: each part holds the answers to the questions of some probes. */
export const windowsHosts: readonly string[] = [
  ...new Set(
    readdirSync(folder).flatMap((name) => /^(?<host>[a-z0-9-]+)\.[a-z]+\.yaml$/.exec(name)?.groups?.['host'] ?? []),
  ),
].sort();

/** Everything that one host told, each question once. */
export function recordedWindows(host: string): Map<string, Exchange> {
  const parts = readdirSync(folder).filter((name) => name.startsWith(`${host}.`));
  const exchanges = parts.flatMap((name) => exchangesOf(loadRecording(`windows/${name.replace(/\.yaml$/, '')}`)));
  return new Map(exchanges.map((exchange) => [exchange.ask, exchange]));
}

/** Every question to Windows of a policy without walks over disks, with its line and index. */
export const windowsLines = (costs: readonly ('cheap' | 'disk' | 'slow')[] = ['cheap']): readonly PowerShellLine[] =>
  textsOf(probes, new Set()).powershell(windows, {id: 'test', costs}).lines;

/** What PowerShell answers on a recorded host, by index; what was not recorded is not there. */
export function fakeAnswers(
  lines: readonly PowerShellLine[],
  told: ReadonlyMap<string, Exchange>,
): Record<number, FakeAnswer> {
  return Object.fromEntries(
    lines.map(({index, ask}): readonly [number, FakeAnswer] => {
      const answer = told.get(ask.id)?.answer;
      if (answer === undefined) return [index, {state: 'failed'}];
      if (!answer.ok) return [index, {state: answer.reason === 'timeout' ? 'timeout' : 'denied'}];
      if (!answer.absent)
        return [index, {text: answer.body, exitCode: answer.exitCode ?? 0, state: answer.cut ? 'cut' : 'ok'}];
      if (ask.kind !== 'registry') return [index, {state: 'absent'}];
      return [index, {text: `[${ask.key.replace(/^HKLM/, 'HKEY_LOCAL_MACHINE')}] absent`}];
    }),
  );
}
