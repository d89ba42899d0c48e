import {Gap} from '../../model/fact.ts';
import type {CommandText} from '../../model/probe.ts';
import {untilEnd} from './ended.ts';
import {once} from './once.ts';

export interface ProcessName {
  /** As the kernel keeps it: 15 characters at most. */
  readonly name: string;
  readonly uid: number;
}

export interface ProcessList {
  /** Each pair of name and user once, sorted by name, then user. */
  readonly list: readonly ProcessName[];
  /** False when processes of other users are hidden, or the answer was not understood as a whole. */
  readonly complete: boolean;
}

const line = /^(?<key>Name|Pid|Uid|VmSize):\s(?<value>.{0,200})$/;

/** False when a program lacks its user. */
function take(found: Map<string, ProcessName>, current: ReadonlyMap<string, string>): boolean {
  const [name, uid] = [current.get('Name'), current.get('Uid')?.split('\t', 2)[0] ?? ''];
  if (name === undefined || !current.has('VmSize')) return true;
  if (!/^\d{1,10}$/.test(uid)) return false;
  found.set(`${name}\n${uid}`, {name, uid: Number(uid)});
  return true;
}

function read(answer: CommandText): ProcessList {
  const {lines, ended} = untilEnd(answer.text);
  const start = lines.indexOf('= processes');
  if (start === -1) throw new Gap('unsupported', 'no list of processes');
  const found = new Map<string, ProcessName>();
  let [init, understood] = [false, ended];
  let current = new Map<string, string>();
  for (const text of lines.slice(start + 1)) {
    const groups = line.exec(text)?.groups;
    if (groups === undefined) {
      understood = false;
      continue;
    }
    const [key = '', value = ''] = [groups['key'], groups['value']];
    if (key === 'Name') {
      understood &&= take(found, current);
      current = new Map();
    }
    current.set(key, value);
    if (key === 'Pid' && value === '1') init = true;
  }
  understood &&= take(found, current);
  if (found.size === 0) throw new Gap('unsupported', 'no process could be read');
  const list = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, process]) => process);
  return {list, complete: init && understood && !answer.cut};
}

/**
 * What the ask `processes` tells of processes: lines of proc_pid_status(5), one group a process. Kernel threads have no
 * VmSize and are left out. @throws Gap
 */
export const readProcesses = once(read);

/** Names by user number, from passwd(5). */
export function userNames(passwd: string): Map<number, string> {
  const names = new Map<number, string>();
  for (const entry of passwd.split('\n')) {
    const [name = '', , uid = ''] = entry.split(':', 4);
    if (name !== '' && /^\d{1,10}$/.test(uid) && !names.has(Number(uid))) names.set(Number(uid), name);
  }
  return names;
}
