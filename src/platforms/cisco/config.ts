import type {DeviceBanner} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type CommandText, type Parsed, type Reading} from '../../model/probe.ts';
import type {CliAsk} from '../../model/ask.ts';
import {readIndented, type ConfigNode} from '../config/indented.ts';

type Banner = DeviceBanner['banners'][number];

/** A configuration, its banners taken out: what stands in them is no configuration. */
export interface CiscoConfig {
  readonly nodes: readonly ConfigNode[];
  readonly banners: readonly Banner[];
  /** Lines without banners. */
  readonly lines: readonly string[];
  /** False when its end was not seen. */
  readonly whole: boolean;
}

const bannerStart = /^banner (?<kind>\S{1,20}) (?<mark>\^C|\S)(?<rest>.*)$/;
const bannerKinds: Readonly<Record<string, Banner['kind']>> = {login: 'login', motd: 'motd', exec: 'exec'};

interface Cut {
  readonly kind: string;
  readonly text: string;
  /** Index of the last line of the banner. */
  readonly last: number;
  readonly closed: boolean;
}

function bannerAt(lines: readonly string[], at: number): Cut | null {
  const {kind, mark, rest} = bannerStart.exec(lines[at] ?? '')?.groups ?? {};
  if (kind === undefined || mark === undefined || rest === undefined) return null;
  const text: string[] = [];
  for (let last = at, line: string | undefined = rest; line !== undefined; line = lines[++last]) {
    const end = line.indexOf(mark);
    text.push(end < 0 ? line : line.slice(0, end));
    if (end >= 0) return {kind, text: text.join('\n').trim(), last, closed: true};
  }
  return {kind, text: text.join('\n').trim(), last: lines.length, closed: false};
}

/** Takes out banners between delimiters: `banner motd ^C … ^C`. */
export function splitBanners(text: string): Pick<CiscoConfig, 'banners' | 'lines'> & {readonly closed: boolean} {
  const all = text.split('\n').map((line) => line.trimEnd());
  const lines: string[] = [];
  const banners: Banner[] = [];
  let closed = true;
  for (let at = 0; at < all.length; at++) {
    const cut = bannerAt(all, at);
    if (cut === null) {
      lines.push(all[at] ?? '');
      continue;
    }
    const kind = bannerKinds[cut.kind];
    if (kind !== undefined && cut.text !== '') banners.push({kind, text: cut.text});
    closed &&= cut.closed;
    at = cut.last;
  }
  return {banners, lines, closed};
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
  return {nodes: readIndented(own), banners, lines, whole: !cut && closed && ended && all};
}

/** A value read from a configuration; `understood` false: lines that belong to it were not understood. */
export function told<T>(config: CiscoConfig, value: T, understood = true): Parsed<T> {
  return config.whole && understood ? whole(value) : partial(value, 'unsupported');
}

/** A reading from the configuration, and from other answers. */
export function fromConfig<T>(
  signs: ConfigSigns,
  ask: readonly CliAsk[],
  parse: (config: CiscoConfig, answers: Answers) => Parsed<T>,
): Reading<T> {
  return {ask, parse: (answers) => parse(readConfig(answers, signs), answers)};
}

/** The answer of a command that not every device has; null when there is none. */
export function tryCommand(answers: Answers, id: string): string | null {
  try {
    return answers.command(id).text;
  } catch (error) {
    if (error instanceof Gap) return null;
    throw error;
  }
}
