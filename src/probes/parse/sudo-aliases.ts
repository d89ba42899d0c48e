import {splitAtEquals, splitOutside, type SudoersLine} from './sudoers-text.ts';

type Aliases = ReadonlyMap<string, readonly string[]>;

export interface SudoAliases {
  readonly users: Aliases;
  readonly commands: Aliases;
  /** Definitions that were not understood. */
  readonly strange: number;
}

const head = /^(User|Cmnd|Cmd|Host|Runas)_Alias +/;
const aliasName = /^[A-Z][A-Z0-9_]*$/;

/** How many names the aliases of one reading may come to; a few lines could else fill the memory. */
const mostExpanded = 20_000;

export function definesAliases(text: string): boolean {
  return head.test(text);
}

/** Aliases of users and commands, each kind under its own names. */
export function readAliases(lines: readonly SudoersLine[]): SudoAliases {
  const users = new Map<string, readonly string[]>();
  const commands = new Map<string, readonly string[]>();
  let strange = 0;
  for (const {text} of lines) {
    const match = head.exec(text);
    if (match === null || match[1] === 'Host' || match[1] === 'Runas') continue;
    const found = match[1] === 'User' ? users : commands;
    for (const definition of splitOutside(text.slice(match[0].length), ':')) {
      const [name, members] = splitAtEquals(definition) ?? ['', ''];
      // Which of two definitions holds differs between versions of sudo.
      if (!aliasName.test(name) || found.has(name)) strange += 1;
      else found.set(name, splitOutside(members, ','));
    }
  }
  return {users, commands, strange};
}

export interface Expander {
  /** What the names stand for; null when that is not known, or too much. */
  readonly users: (names: readonly string[]) => string[] | null;
  readonly commands: (names: readonly string[]) => string[] | null;
}

/** `!` before a name turns the `!` of what it stands for. */
function unsigned(word: string): {readonly name: string; readonly not: boolean} {
  const signs = /^[! ]*/.exec(word)?.[0] ?? '';
  return {name: word.slice(signs.length), not: signs.replaceAll(' ', '').length % 2 === 1};
}

/** Replaces aliases by what they stand for, each once in a list; all calls together give at most `mostExpanded` names. */
export function expander(aliases: SudoAliases): Expander {
  let left = mostExpanded;
  const expand = (names: readonly string[], known: Aliases): string[] | null => {
    const seen = new Set<string>();
    const found: string[] = [];
    const waiting = names.map(unsigned).reverse();
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const {name, not} = next;
      const word = not ? `!${name}` : name;
      const members = known.get(name);
      left -= 1;
      if (left < 0) return null;
      if (members === undefined) found.push(word);
      else if (!seen.has(word)) {
        if (members.length > left) return null;
        seen.add(word);
        for (const member of members.toReversed().map(unsigned))
          waiting.push({name: member.name, not: member.not !== not});
      }
    }
    return found;
  };
  return {
    users: (names) => expand(names, aliases.users),
    commands(names) {
      const found = expand(names, aliases.commands);
      const undefinedAlias = (word: string): boolean => word !== 'ALL' && aliasName.test(word);
      return found?.some((word) => undefinedAlias(unsigned(word).name)) === true ? null : found;
    },
  };
}
