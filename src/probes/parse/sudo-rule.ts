import {words} from './config-lines.ts';
import {splitOutside} from './sudoers-text.ts';

const tag = /^(NO)?(PASSWD|EXEC|SETENV|LOG_INPUT|LOG_OUTPUT|MAIL|FOLLOW|INTERCEPT): */;
const option = /^(?:ROLE|TYPE|CWD|CHROOT|TIMEOUT|NOTBEFORE|NOTAFTER|PRIVS|LIMITPRIVS|APPARMOR_PROFILE) ?= ?[^ ]+ +/;

/** `alice, %ops HOST` as two lists; null when it is neither. */
export function whoAndWhere(left: string): [string[], string[]] | null {
  const tight = words(left).join(' ').replaceAll(' ,', ',').replaceAll(', ', ',').replaceAll('\\ ', '\u0000');
  const [who, hosts, ...more] = tight.split(' ');
  if (who === undefined || hosts === undefined || more.length > 0 || tight.includes('"')) return null;
  return [who.replaceAll('\u0000', ' ').split(','), hosts.split(',')];
}

/** One command of a rule, with what the tags before it say. */
export interface SudoCommand {
  readonly runAs: string;
  readonly nopasswd: boolean;
  readonly command: string;
}

/** `(runas) TAG: command, …`; null when a part of it is not understood. */
export function commandsOf(right: string): SudoCommand[] | null {
  let runAs = 'root';
  let nopasswd = false;
  const commands: SudoCommand[] = [];
  for (let rest of splitOutside(right, ',')) {
    const close = rest.startsWith('(') ? rest.indexOf(')') : -1;
    if (close !== -1) runAs = rest.slice(1, close).trim() || 'root';
    rest = rest.slice(close + 1).trim();
    for (let match = option.exec(rest) ?? tag.exec(rest); match; match = option.exec(rest) ?? tag.exec(rest)) {
      if (match[2] === 'PASSWD') nopasswd = match[1] === 'NO';
      rest = rest.slice(match[0].length);
    }
    if (rest === '' || rest.startsWith('(') || splitOutside(rest, ':').length > 1) return null;
    commands.push({runAs, nopasswd, command: rest});
  }
  return commands;
}
