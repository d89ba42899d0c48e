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
  /** Lines that were not understood. */
  readonly strange: number;
}

type Aliases = ReadonlyMap<string, readonly string[]>;

const alias = /^(User|Cmnd|Cmd|Host|Runas)_Alias /;
const defaults = /^Defaults(?:([@:!>])([^ ]+))? +/;
const including = /^[#@](include|includedir) +/;

function readAliases(lines: readonly SudoersLine[]): Aliases {
  const found = new Map<string, readonly string[]>();
  for (const {text} of lines) {
    if (!alias.test(text)) continue;
    for (const definition of splitOutside(text.replace(alias, ''), ':')) {
      const [name, members] = splitAtEquals(definition) ?? ['', ''];
      found.set(name, splitOutside(members, ','));
    }
  }
  return found;
}

function expanded(names: readonly string[], aliases: Aliases, depth = 0): string[] {
  return names.flatMap((name) => {
    const members = depth < 5 ? aliases.get(name) : undefined;
    return members === undefined ? [name] : expanded(members, aliases, depth + 1);
  });
}

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

function rulesOf({file, line, text}: SudoersLine, aliases: Aliases): SudoRule[] | null {
  const [left, right] = splitAtEquals(text) ?? ['', ''];
  const place = whoAndWhere(left);
  const commands = commandsOf(right);
  if (place === null || commands === null) return null;
  const who = expanded(place[0], aliases);
  const groups: SudoCommand[][] = [];
  for (const command of commands) {
    const last = groups.at(-1)?.[0];
    if (last?.runAs === command.runAs && last.nopasswd === command.nopasswd) groups.at(-1)?.push(command);
    else groups.push([command]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = expanded(
      group.map(({command}) => command),
      aliases,
    );
    return [{file, line, who, hosts: place[1], runAs: first.runAs, commands: names, nopasswd: first.nopasswd}];
  });
}

/** sudoers(5). Aliases of users and commands are replaced by what they stand for. */
export function readSudoers(lines: readonly SudoersLine[]): Sudoers {
  const aliases = readAliases(lines);
  const found: {-readonly [K in keyof Sudoers]: Sudoers[K]} = {rules: [], defaults: [], includes: [], strange: 0};
  for (const line of lines.filter(({text}) => !alias.test(text))) {
    const {file, text} = line;
    const included = including.exec(text);
    const set = defaultsOf(line);
    const rules = included === null && set.length === 0 ? rulesOf(line, aliases) : [];
    if (included !== null) {
      const target = text.slice(included[0].length).replaceAll('"', '').trim();
      found.includes.push({file, line: line.line, target, folder: included[1] === 'includedir'});
    }
    found.defaults.push(...set);
    if (rules === null) found.strange += 1;
    else found.rules.push(...rules);
  }
  return found;
}
