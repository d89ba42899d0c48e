import {cli} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {unfold} from './fold.ts';

export const configAsk = cli('show config', {seconds: 60});
export const environmentAsk = cli('show environment');

/** One command of a configuration. */
export interface Statement {
  readonly text: string;
  /** The interface that was selected: `pp 1`, `tunnel 3`, `pp anonymous`; null: none. */
  readonly within: string | null;
}

export interface RtConfig {
  readonly model: string;
  readonly version: string;
  /** The end is missing: nothing can be told from what is not there. */
  readonly cut: boolean;
  readonly statements: readonly Statement[];
  /** All lines that hold something, those that were broken put together. */
  readonly lines: readonly string[];
}

/** `# RTX1210 Rev.14.01.28 (Tue May 15 18:34:08 2018)`: the first line of a configuration, and of `show environment`. */
export const heading =
  /^(?:# )?(?<model>[A-Za-z]{2,4}\d{2,4}[A-Za-z]{0,3}|vRX(?: [\w ]{1,24})?) Rev\.(?<version>\d{1,3}(?:\.\d{1,3}){1,3})/m;

const selection = /^(?<kind>pp|tunnel|ap|switch) select (?<id>\S{1,64})$/;

function readStatements(lines: readonly string[]): Statement[] {
  let within: string | null = null;
  return lines.flatMap((line) => {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) return [];
    const {kind, id} = selection.exec(text)?.groups ?? {};
    if (kind !== undefined && id !== undefined) {
      within = id === 'none' ? null : `${kind} ${id}`;
      return [];
    }
    if (!line.startsWith(' ')) within = null;
    return [{text, within}];
  });
}

const known = new WeakMap<object, RtConfig>();

/** @throws Gap when it was not answered, or is no configuration of such a router */
export function readConfig(answers: Answers): RtConfig {
  const answer = answers.command(configAsk.id);
  const earlier = known.get(answer);
  if (earlier !== undefined) return earlier;
  const {model, version} = heading.exec(answer.text)?.groups ?? {};
  if (model === undefined || version === undefined) throw new Gap('unsupported', 'no heading of a configuration');
  const lines = unfold(answer.text)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  const config = {model, version, cut: answer.cut, statements: readStatements(lines), lines};
  known.set(answer, config);
  return config;
}

/** Matches of all statements, in order. */
export function find(
  {statements}: RtConfig,
  pattern: RegExp,
): {readonly groups: Readonly<Record<string, string | undefined>>; readonly statement: Statement}[] {
  return statements.flatMap((statement) => {
    const match = pattern.exec(statement.text);
    return match === null ? [] : [{groups: match.groups ?? {}, statement}];
  });
}

export function has({statements}: RtConfig, pattern: RegExp): boolean {
  return statements.some(({text}) => pattern.test(text));
}

/** What follows these words in the last statement that begins with them; null when none does. */
export function setting({statements}: RtConfig, words: string): string | null {
  const found = statements.findLast(({text}) => text.startsWith(`${words} `));
  return found === undefined ? null : found.text.slice(words.length + 1).trim();
}

/** A switch; the default where it is not set; null for a word that is neither. */
export function isOn(config: RtConfig, words: string, byDefault: boolean): boolean | null {
  const word = setting(config, words)?.split(' ')[0];
  if (word === undefined) return byDefault;
  return word === 'on' ? true : word === 'off' ? false : null;
}

/** The interface of a statement: `pp` and `tunnel` mean the one that was selected. */
export function placeOf(name: string, within: string | null): string {
  return name === 'pp' || name === 'tunnel' ? (within ?? name) : name;
}
