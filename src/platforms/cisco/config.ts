import type {GapReason} from '../../model/evidence.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type CommandText, type Parsed, type Reading} from '../../model/probe.ts';
import type {CliAsk} from '../../model/ask.ts';
import {readIndented, type ConfigNode} from '../config/indented.ts';
import {splitBanners, type Banner} from './banners.ts';

/** A configuration, its banners taken out: what stands in them is no configuration. */
export interface CiscoConfig {
  readonly nodes: readonly ConfigNode[];
  readonly banners: readonly Banner[];
  /** Lines without banners. */
  readonly lines: readonly string[];
  /** Why it is not all of the configuration: its end was not seen, or the account is not shown everything; null: it is. */
  readonly lacks: GapReason | null;
}

/** What tells that a text is the configuration of a device family, and that it is all of it. */
export interface ConfigSigns {
  readonly command: string;
  readonly begin: RegExp;
  /** null: the family marks no end. */
  readonly end: RegExp | null;
  /** What every whole configuration has: accounts of lower levels are shown less. */
  readonly parts: readonly RegExp[];
  /** `lines`: every line of a banner begins with `banner`, and there are no delimiters. */
  readonly banners?: 'lines';
}

/** Many facts stand in one configuration: it is taken apart once. */
const known = new WeakMap<CommandText, CiscoConfig>();

/** @throws Gap for a text that is no configuration of this family */
export function readConfig(answers: Answers, signs: ConfigSigns): CiscoConfig {
  const answer = answers.command(signs.command);
  const earlier = known.get(answer);
  if (earlier !== undefined) return earlier;
  const config = parseConfig(answer, signs);
  known.set(answer, config);
  return config;
}

function parseConfig({text, cut}: CommandText, signs: ConfigSigns): CiscoConfig {
  const plain = {banners: [], lines: text.split('\n').map((line) => line.trimEnd()), closed: true};
  const {banners, lines, closed} = signs.banners === 'lines' ? plain : splitBanners(text);
  const own = lines.join('\n');
  if (!signs.begin.test(own) || !/^(?:hostname|switchname) \S/m.test(own)) {
    throw new Gap('unsupported', `the answer of ${signs.command} is no configuration that is known`);
  }
  const ended = signs.end === null || signs.end.test(own);
  const all = signs.parts.every((part) => part.test(own));
  return {
    nodes: readIndented(own),
    banners,
    lines,
    lacks: cut || !closed || !ended ? 'cut' : all ? null : 'permission-denied',
  };
}

/** What is read of a configuration for several facts is read once. */
export function perConfig<T extends object>(read: (config: CiscoConfig) => T): (config: CiscoConfig) => T {
  const earlier = new WeakMap<CiscoConfig, T>();
  return (config) => {
    const value = earlier.get(config) ?? read(config);
    earlier.set(config, value);
    return value;
  };
}

/** A value read from a configuration; `understood` false: lines that belong to it were not understood. */
export function told<T>(config: CiscoConfig, value: T, understood = true): Parsed<T> {
  if (config.lacks !== null) return partial(value, config.lacks);
  return understood ? whole(value) : partial(value, 'unsupported');
}

/** A reading from the configuration, and from other answers. */
export function fromConfig<T>(
  signs: ConfigSigns,
  ask: readonly CliAsk[],
  parse: (config: CiscoConfig, answers: Answers) => Parsed<T>,
): Reading<T> {
  return {ask, parse: (answers) => parse(readConfig(answers, signs), answers)};
}
