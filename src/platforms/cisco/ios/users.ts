import type {DeviceUsers} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, lastNumber, matching} from '../../config/indented.ts';
import {told, type CiscoConfig} from '../config.ts';
import {lockoutAttempts} from '../login-block.ts';
import {mergeUsers, storedPassword, type User} from '../users.ts';
import {words} from '../words.ts';

/** An account without a level has 1: Cisco IOS Security Command Reference, `username`. Only 15 may configure by itself. */
function finish(merged: Partial<User> & {readonly name: string}): User {
  const privilege = merged.privilege ?? 1;
  return {
    name: merged.name,
    privilege,
    role: merged.role ?? null,
    administrator: privilege === 15 ? true : privilege <= 1 ? false : null,
    enabled: true,
    scheme: merged.scheme ?? null,
    grade: merged.grade ?? null,
  };
}

/** The secret wins over the password; those of other levels open other levels. */
function enableOf(config: CiscoConfig): DeviceUsers['enable'] {
  const lines = matching(config.nodes, /^enable (secret|password) (?!level (?:\d|1[0-4]) )/).map(({node}) => node.text);
  const line = lines.find((each) => each.startsWith('enable secret')) ?? lines.at(-1);
  if (line === undefined) return null;
  const all = words(line);
  return storedPassword(all, all[2] === 'level' ? 4 : 2);
}

/**
 * Failures that lock a local account; null: none do for all accounts that matter. AAA alone counts them, and never locks an
 * administrator, whose level is 15: Cisco IOS AAA Configuration Guide, Login Password Retry Lockout.
 */
function lockedAfter({nodes}: CiscoConfig, users: readonly User[]): number | null {
  const attempts = lastNumber(nodes, /^aaa local authentication attempts max-fail (\d{1,5})$/);
  const spared = users.some(({privilege}) => privilege === 15);
  return spared || !has(nodes, /^aaa new-model$/) ? null : attempts;
}

export function readUsers(config: CiscoConfig): Parsed<DeviceUsers> {
  const lines = matching(config.nodes, /^username \S/).map(({node}) => node);
  const {users, understood} = mergeUsers(lines, finish);
  const value: DeviceUsers = {
    users,
    enable: enableOf(config),
    hasPrivilegedMode: true,
    encryption: has(config.nodes, /^service password-encryption$/),
    minLength: lastNumber(config.nodes, /^security passwords min-length (\d{1,3})$/),
    lockoutAttempts: config.lacks === null ? lockoutAttempts(config.nodes, lockedAfter(config, users)) : null,
  };
  return told(config, value, understood && !has(config.nodes, /^aaa common-criteria policy /));
}
