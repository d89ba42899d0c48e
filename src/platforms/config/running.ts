import type {Ask} from '../../model/ask.ts';
import type {GapReason} from '../../model/evidence.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Parsed, type Reading} from '../../model/probe.ts';
import type {Caution} from '../text/caution.ts';
import {readIndented, type ConfigNode} from './indented.ts';

/** A configuration as a device printed it. */
export interface RunningConfig {
  readonly text: string;
  readonly nodes: readonly ConfigNode[];
  /** Why nothing can be told from what is not in it: its end is missing, or a part that all have; null: it is whole. */
  readonly lacks: GapReason | null;
}

export interface ConfigForm {
  /** Id of the ask that prints it. */
  readonly id: string;
  /** A line that only such a configuration has. */
  readonly sign: RegExp;
  /** Its last lines; null: it has no end of its own. */
  readonly end: RegExp | null;
  /** What every whole one has. */
  readonly parts?: readonly RegExp[];
  /** Takes parts out that are no statements. */
  readonly prepare?: (text: string) => string;
}

/** @throws Gap for a text that does not look like a configuration of the platform */
export function readConfig(answers: Answers, {id, sign, end, parts = [], prepare}: ConfigForm): RunningConfig {
  const answer = answers.command(id);
  const text = answer.text.replaceAll('\r', '');
  if (!sign.test(text)) throw new Gap('unsupported', `${id}: this is no configuration of this platform`);
  const nodes = readIndented(prepare === undefined ? text : prepare(text));
  const ended = end === null || end.test(text.trimEnd().slice(-200));
  const all = ended && parts.every((part) => part.test(text));
  return {text, nodes, lacks: answer.cut || !all ? 'cut' : null};
}

/**
 * A value from a configuration; incomplete unless all of it was there and understood. `caution` takes out of an incomplete one what
 * rests on lines that were not found.
 * @throws Gap when caution leaves nothing
 */
export function told<T>(value: T, {lacks}: RunningConfig, understood = true, caution?: Caution<T>): Parsed<T> {
  if (lacks === null && understood) return whole(value);
  const sure = caution === undefined ? value : caution(value);
  const reason = lacks ?? 'unsupported';
  if (sure === null) throw new Gap(reason, 'a part of the configuration is missing or was not understood');
  return partial(sure, reason);
}

/** A way to read a fact from the configuration alone. */
export function configReading(ask: Ask, form: ConfigForm) {
  return <T>(read: (config: RunningConfig) => Parsed<T>): Reading<T> => ({
    ask: [ask],
    parse: (answers) => read(readConfig(answers, form)),
  });
}

/** Lines of a configuration without empty ones, marks of comment, and lines that change by themselves. */
export function configLines(text: string, volatile: readonly RegExp[]): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => !/^\s*[!#]*$/.test(line) && !volatile.some((pattern) => pattern.test(line)));
}

/** Whether two configurations say the same, in whatever order of time they were printed. */
export function sameConfig(a: string, b: string, volatile: readonly RegExp[]): boolean {
  return configLines(a, volatile).join('\n') === configLines(b, volatile).join('\n');
}
