import {isBroad, isOf, mayHide, parseRule, type Abi, type AuditRule} from './audit-rules.ts';

/** What a set of audit rules records, by topic; null where a rule records it in part, or another may hide it. */
export interface Coverage {
  readonly identity: boolean | null;
  readonly sudoers: boolean | null;
  readonly time: boolean | null;
  readonly logins: boolean | null;
  readonly modules: boolean | null;
  readonly permissions: boolean | null;
  readonly deletions: boolean | null;
  readonly mounts: boolean | null;
}

type Covered = Readonly<Record<keyof Coverage, boolean>>;

function covers(watched: string, path: string): boolean {
  const folder = watched.endsWith('/') ? watched : `${watched}/`;
  return watched === path || watched === `${path}/` || path.startsWith(folder);
}

const loaders = ['insmod', 'rmmod', 'modprobe'];

function coveredBy(rules: readonly AuditRule[]): Covered {
  const watched = (letters: readonly string[], path: string): boolean =>
    rules.some(
      ({paths, access}) =>
        (access === '' || letters.some((letter) => access.includes(letter))) && paths.some((one) => covers(one, path)),
    );
  const writes = (path: string): boolean => watched(['w', 'a'], path);
  const runs = (...paths: readonly string[]): boolean => paths.some((path) => watched(['x'], path));
  const calls = new Set(rules.filter(({paths}) => paths.length === 0).flatMap(({syscalls}) => syscalls));
  const called = (...names: readonly string[]): boolean => calls.has('all') || names.every((name) => calls.has(name));
  return {
    identity: ['/etc/passwd', '/etc/shadow', '/etc/group'].every(writes),
    sudoers: ['/etc/sudoers', '/etc/sudoers.d'].every(writes),
    time: called('adjtimex', 'clock_settime'),
    logins: ['/var/log/lastlog', '/var/run/faillock', '/run/faillock', '/var/log/wtmp', '/var/log/btmp'].some(writes),
    // kmod loads by finit_module; its other names are links to it, or programs of their own.
    modules:
      called('init_module', 'finit_module', 'delete_module') ||
      runs('/usr/bin/kmod', '/bin/kmod') ||
      loaders.every((name) => runs(`/sbin/${name}`, `/usr/sbin/${name}`)),
    // The programs of coreutils call these, and some machines have no others.
    permissions: called('fchmodat', 'fchownat'),
    deletions: called('unlinkat', 'renameat'),
    mounts: called('mount'),
  };
}

/** Whether no task is watched at all, as the rule says that Fedora installs. */
function isOff({action, list, fields}: AuditRule): boolean {
  return action === 'never' && list === 'task' && fields.length === 0;
}

/** More rules than these that leave something out are not weighed one by one. */
const mostExceptions = 500;

/** Tells of a rule whether another of them may keep it from recording. */
function hiddenBy(rules: readonly AuditRule[]): (rule: AuditRule) => boolean {
  const places = new Map(rules.map((rule, index) => [rule, index]));
  const exceptions = rules.filter(({action, list}) => action === 'never' || list === 'exclude');
  if (exceptions.length > mostExceptions) return () => true;
  return (rule) => {
    const at = places.get(rule) ?? rules.length;
    const goesBefore = (one: AuditRule): boolean => one.first || one.list !== 'exit' || (places.get(one) ?? 0) < at;
    return exceptions.some((one) => goesBefore(one) && mayHide(one, rule));
  };
}

/** Which programs run on a machine. */
export interface Machine {
  readonly native: Abi;
  /** Whether a 64-bit kernel runs 32-bit programs as well, whose calls have other numbers; null: not known. */
  readonly runs32: boolean | null;
}

/**
 * Topics that the rules record, of all programs that the machine runs. Rules as in audit.rules(7) or as `auditctl -l` prints them.
 */
export function auditCoverage(lines: readonly string[], machine: Machine): Coverage {
  const all = lines.map(parseRule);
  const rules = all.some(isOff) ? [] : all;
  const recording = rules.filter(({action, list}) => action === 'always' && list === 'exit');
  const hidden = hiddenBy(rules);
  const coverageOf = (abi: Abi) => {
    const own = recording.filter((rule) => isOf(rule, abi, machine.native));
    return {sure: coveredBy(own.filter((rule) => isBroad(rule) && !hidden(rule))), atMost: coveredBy(own)};
  };
  const main = coverageOf(machine.native);
  const more = coverageOf('b32');
  const told = (topic: keyof Coverage): boolean | null => {
    if (!main.atMost[topic]) return false;
    const beside = machine.native === 'b32' || machine.runs32 === false || more.sure[topic];
    if (main.sure[topic] && beside) return true;
    return machine.runs32 === true && !more.atMost[topic] ? false : null;
  };
  return {
    identity: told('identity'),
    sudoers: told('sudoers'),
    time: told('time'),
    logins: told('logins'),
    modules: told('modules'),
    permissions: told('permissions'),
    deletions: told('deletions'),
    mounts: told('mounts'),
  };
}
