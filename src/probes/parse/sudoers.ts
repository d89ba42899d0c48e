import {definesAliases, expander, readAliases, type Expander} from './sudo-aliases.ts';
import {commandsOf, whoAndWhere, type SudoCommand} from './sudo-rule.ts';
import {splitAtEquals, splitOutside, type SudoersLine} from './sudoers-text.ts';

interface Place {
  readonly file: string;
  readonly line: number;
}

export interface SudoRule extends Place {
  readonly who: string[];
  readonly hosts: string[];
  readonly runAs: string;
  readonly commands: string[];
  readonly nopasswd: boolean;
}

export interface SudoDefault extends Place {
  /** `@host`, `:user`, `>runas`, `!command` or null for all. */
  readonly scope: string | null;
  readonly name: string;
  readonly value: string | null;
  readonly negated: boolean;
}

export interface Sudoers {
  readonly rules: SudoRule[];
  readonly defaults: SudoDefault[];
  readonly includes: (Place & {readonly target: string; readonly folder: boolean})[];
  /** Lines and definitions of aliases that were not understood, or not wholly. */
  readonly strange: number;
}

const defaults = /^Defaults(?:([@:!>])([^ ]+))? +/;
const including = /^[#@](include|includedir) +/;

function defaultsOf({file, line, text}: SudoersLine): SudoDefault[] {
  const match = defaults.exec(text);
  if (match === null) return [];
  const [whole, sign, target] = match;
  const scope = sign === undefined ? null : `${sign}${target ?? ''}`;
  return splitOutside(text.slice(whole.length), ',').map((setting) => {
    const [left, value] = splitAtEquals(setting) ?? [setting, null];
    const negated = left.startsWith('!');
    const name = left.replace(/^!/, '').replace(/[+-]$/, '').trim();
    return {file, line, scope, name, value: value?.replaceAll('"', '') ?? null, negated};
  });
}

/** Rules of a line; `unsure` when an alias could not be replaced, and stands in them. */
interface Read {
  readonly rules: readonly SudoRule[];
  readonly unsure: boolean;
}

function grouped(commands: readonly SudoCommand[]): SudoCommand[][] {
  const groups: SudoCommand[][] = [];
  for (const command of commands) {
    const last = groups.at(-1)?.[0];
    if (last?.runAs === command.runAs && last.nopasswd === command.nopasswd) groups.at(-1)?.push(command);
    else groups.push([command]);
  }
  return groups;
}

function rulesOf({file, line, text}: SudoersLine, expand: Expander): Read {
  const [left, right] = splitAtEquals(text) ?? ['', ''];
  const place = whoAndWhere(left);
  const commands = commandsOf(right);
  if (place === null || commands === null) return {rules: [], unsure: true};
  const [names, hosts] = place;
  let unsure = false;
  const rules = grouped(commands).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const written = group.map(({command}) => command);
    const who = expand.users(names);
    const known = expand.commands(written);
    if (who === null || known === null) unsure = true;
    const {runAs, nopasswd} = first;
    return [{file, line, who: who ?? names, hosts, runAs, commands: known ?? written, nopasswd}];
  });
  return {rules, unsure};
}

/** sudoers(5). Aliases of users and commands are replaced by what they stand for. */
export function readSudoers(lines: readonly SudoersLine[]): Sudoers {
  const aliases = readAliases(lines);
  const expand = expander(aliases);
  const found: {-readonly [K in keyof Sudoers]: Sudoers[K]} = {
    rules: [],
    defaults: [],
    includes: [],
    strange: aliases.strange,
  };
  for (const line of lines.filter(({text}) => !definesAliases(text))) {
    const {file, text} = line;
    const included = including.exec(text);
    const set = defaultsOf(line);
    found.defaults.push(...set);
    if (included !== null) {
      const target = text.slice(included[0].length).replaceAll('"', '').trim();
      found.includes.push({file, line: line.line, target, folder: included[1] === 'includedir'});
    } else if (set.length === 0) {
      const {rules, unsure} = rulesOf(line, expand);
      found.rules.push(...rules);
      if (unsure) found.strange += 1;
    }
  }
  return found;
}
