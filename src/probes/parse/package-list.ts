import {Gap} from '../../model/fact.ts';
import type {CommandText} from '../../model/probe.ts';
import {fromEpoch} from './epoch.ts';
import {once} from './once.ts';
import {packageEntries, type Manager, type Package} from './package-entries.ts';

export interface PackageList {
  readonly manager: Manager;
  readonly installed: readonly Package[];
  /** Packages whose installation was begun and never finished. */
  readonly broken: readonly string[];
  /** Packages that dpkg keeps from being updated. */
  readonly held: readonly string[];
  /** Times of the package database and of the fetched package lists, by path. */
  readonly stamps: ReadonlyMap<string, string>;
  /** False when a line was not understood or the manager failed. */
  readonly complete: boolean;
}

function stampOf(line: string): [string, string][] {
  const [seconds = '', path = ''] = line.split(' ', 2);
  const time = fromEpoch(seconds);
  return time === null || path === '' ? [] : [[path, time]];
}

function isManager(text: string): text is Manager {
  return ['dpkg', 'rpm', 'apk', 'none'].includes(text);
}

function read(answer: CommandText): PackageList {
  const dot = answer.text.indexOf('\n.');
  const head = (dot < 0 ? answer.text : answer.text.slice(0, dot)).split('\n', 10_000);
  const [manager = '', ...stamps] = head;
  if (!isManager(manager) || dot < 0) throw new Gap('unsupported', 'no package manager that is understood');
  const found = packageEntries(manager, answer.text.slice(dot + 2).replace(/^\n/, ''));
  const understood = found.filter((entry) => entry !== null);
  // A list that was cut ends in the middle of a line, which can look like a shorter version of the package.
  const whole = answer.cut ? understood.slice(0, -1) : understood;
  return {
    manager,
    installed: whole.filter((entry) => entry.state === 'installed').map((entry) => entry.package),
    broken: whole.filter((entry) => entry.state === 'broken').map((entry) => entry.package.name),
    held: whole.filter((entry) => entry.held).map((entry) => entry.package.name),
    stamps: new Map(stamps.flatMap(stampOf)),
    complete: !answer.cut && answer.exitCode === 0 && !found.includes(null),
  };
}

/** Answer of the ask `packages`. @throws Gap when it is no such answer. */
export const readPackages = once(read);

/** Newest of the stamps whose path fits, or null when there is none. */
export function newestStamp(list: PackageList, path: RegExp): string | null {
  const times = [...list.stamps].filter(([from]) => path.test(from)).map(([, time]) => time);
  return times.sort().at(-1) ?? null;
}
