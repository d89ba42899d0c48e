import type {WindowsAsk} from '../../../model/ask.ts';
import {stepsOf} from '../../windows-legacy/steps.ts';
import {batchCim, batchMembers} from './batch-cim.ts';
import {batchRegistry} from './batch-registry.ts';
import {decodeOutput} from './decode.ts';
import type {Run} from './frames.ts';
import type {Answered, Saw, Seen, Told} from './parts.ts';

function programAnswer(seen: Seen | null): Answered | null {
  if (seen === null) return null;
  if (seen.exit === null) return {state: 'absent', text: '', exitCode: 0};
  return {state: 'ok', text: seen.text.replace(/\n$/, ''), exitCode: seen.exit};
}

function answerTo(ask: WindowsAsk, saw: Saw, env: ReadonlyMap<string, string>): Answered | null {
  switch (ask.kind) {
    case 'registry':
      return batchRegistry(ask, stepsOf(ask) ?? [], saw, env);
    case 'cim':
      return batchCim(ask, saw);
    case 'members':
      return batchMembers(saw);
    case 'program':
      return programAnswer(saw(0));
    default:
      return ask satisfies never;
  }
}

export interface BatchContext {
  readonly runOf: (slot: number, step: number) => Run | null;
  /** What `chcp` told; 0: nothing. */
  readonly codepage: number;
  /** Variables of that Windows, by name in lower case. */
  readonly env: ReadonlyMap<string, string>;
}

/** What cmd.exe was told to one question, as the PowerShell program would tell it; null: something of it is missing. */
export function batchAnswer(slot: number, ask: WindowsAsk, {runOf, codepage, env}: BatchContext): Told | null {
  const encodings = new Set<Told['encoding']>();
  const saw: Saw = (step) => {
    const run = runOf(slot, step);
    if (run === null) return null;
    const {text, encoding} = decodeOutput(run.body, codepage);
    encodings.add(encoding);
    return {exit: run.exit, text};
  };
  const answered = answerTo(ask, saw, env);
  if (answered === null) return null;
  const isLong = answered.text.length > ask.limit;
  const {text, exitCode} = answered;
  const encoding = encodings.has('lossy') ? 'lossy' : encodings.has('cp932') ? 'cp932' : 'utf8';
  return {
    frame: {
      ...{kind: 'answer', index: slot, intact: true, exitCode},
      state: isLong ? 'cut' : answered.state,
      text: isLong ? text.slice(0, ask.limit) : text,
    },
    encoding,
  };
}
