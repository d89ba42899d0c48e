import type {CliText} from '../../model/plan.ts';
import type {CliDialect, Platform} from '../../model/platform.ts';
import {typed, typedInto} from '../network.ts';
import {Refusal, refusal} from '../refusal.ts';
import {logLines, type LogText} from './log-lines.ts';
import {readSession, type LoggedSession} from './session.ts';

/** What a log is by the manner of a platform. */
export interface Reading {
  readonly platform: Platform;
  readonly text: CliText;
  readonly session: LoggedSession;
}

function readAs(platform: Platform, log: LogText): Reading | null {
  const dialect: CliDialect | undefined = platform.cli;
  const text = typedInto(platform, ['cheap', 'disk', 'slow']);
  if (dialect === undefined || text === null) return null;
  const session = readSession(logLines(log.text, dialect.pager), dialect, text);
  return session === null ? null : {platform, text, session};
}

/** Whether the command that gives the family away was answered as that family does. */
function isRecognised({platform: {signs}, session}: Reading): boolean {
  const answer = session.answers.find(({ask}) => ask.run === signs?.command?.run)?.result;
  return answer?.ok === true && signs?.command?.answer.test(answer.body.toString()) === true;
}

const noCommand = (): Error =>
  refusal(
    'shows no command of a kit behind a prompt: is it a log of the whole session, and of that platform?',
    'に、キットのコマンドとその出力が見つかりません。セッション全体のログか、機種が正しいかを確認してください',
  );

/** What a log is by the manner of each platform; what it is no log of by one may be one by another. */
function readEveryWay(log: LogText): {readings: Reading[]; refusals: Refusal[]} {
  const readings: Reading[] = [];
  const refusals: Refusal[] = [];
  for (const platform of typed) {
    try {
      const reading = readAs(platform, log);
      if (reading !== null) readings.push(reading);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
    }
  }
  return {readings, refusals};
}

/** @throws Refusal where the log does not tell which platform it is of */
export function recognise(log: LogText): Reading {
  const {readings, refusals} = readEveryWay(log);
  if (readings.length === 0) throw refusals[0] ?? noCommand();
  const found = readings.filter(isRecognised);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const ids = (found.length > 1 ? found : readings).map(({platform}) => platform.id).join(', ');
  throw refusal(
    `does not tell which device it is of (${ids}): name the asset with --asset ID, and its platform in the inventory`,
    `から機種を判別できません（候補: ${ids}）。--asset 資産ID を指定し、台帳にその機種（platform）を記入してください`,
  );
}

/** @throws Refusal where the log is of another platform, or shows nothing of this one */
export function readAsDeclared(platform: Platform, log: LogText): Reading {
  const reading = readAs(platform, log);
  if (reading === null) throw noCommand();
  if (isRecognised(reading)) return reading;
  const others = readEveryWay(log).readings.filter(isRecognised);
  if (others.length === 0) return reading;
  const ids = others.map((other) => other.platform.id).join(', ');
  throw refusal(
    `is of a device of the platform ${ids}, not ${platform.id}`,
    `は、台帳の機種（${platform.id}）ではなく${ids}のログです`,
  );
}
