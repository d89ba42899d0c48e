import {plainLines, words} from './config-text.ts';

interface AuditRule {
  readonly paths: readonly string[];
  readonly syscalls: readonly string[];
  /** True when writing or a change of attributes is recorded. */
  readonly writes: boolean;
}

/** What a set of audit rules records, by topic. */
export interface Coverage {
  readonly identity: boolean;
  readonly sudoers: boolean;
  readonly time: boolean;
  readonly logins: boolean;
  readonly modules: boolean;
  readonly permissions: boolean;
  readonly deletions: boolean;
  readonly mounts: boolean;
}

function fieldValues(all: readonly string[], name: string): string[] {
  return all.filter((word) => word.startsWith(`${name}=`)).map((word) => word.slice(name.length + 1));
}

function after(all: readonly string[], option: string): string[] {
  return all.filter((_, index) => index > 0 && all[index - 1] === option);
}

function parseRule(line: string): AuditRule | null {
  const all = words(line);
  const records = all[0] === '-w' || (all[0] === '-a' && (all[1] ?? '').split(',').includes('always'));
  if (!records) return null;
  const access = [...after(all, '-p'), ...fieldValues(all, 'perm')].join('');
  const paths = [...after(all, '-w'), ...fieldValues(all, 'path'), ...fieldValues(all, 'dir')];
  return {
    paths,
    syscalls: paths.length > 0 ? [] : after(all, '-S').flatMap((list) => list.split(',')),
    writes: access === '' || access.includes('w') || access.includes('a'),
  };
}

function covers(watched: string, path: string): boolean {
  const folder = watched.endsWith('/') ? watched : `${watched}/`;
  return watched === path || watched === `${path}/` || path.startsWith(folder);
}

/** Topics that the rules record. Rules as in audit.rules(7) or as `auditctl -l` prints them. */
export function auditCoverage(lines: readonly string[]): Coverage {
  const rules = lines.map(parseRule).filter((rule) => rule !== null);
  const watched = rules.filter((rule) => rule.writes).flatMap((rule) => rule.paths);
  const calls = new Set(rules.flatMap((rule) => rule.syscalls));
  const watches = (path: string): boolean => watched.some((one) => covers(one, path));
  const called = (...names: readonly string[]): boolean => calls.has('all') || names.every((name) => calls.has(name));
  return {
    identity: ['/etc/passwd', '/etc/shadow', '/etc/group'].every(watches),
    sudoers: ['/etc/sudoers', '/etc/sudoers.d'].every(watches),
    time: called('adjtimex', 'clock_settime'),
    logins: ['/var/log/lastlog', '/var/run/faillock', '/run/faillock', '/var/log/wtmp', '/var/log/btmp'].some(watches),
    modules:
      called('init_module', 'delete_module') ||
      ['/sbin/modprobe', '/usr/sbin/modprobe', '/usr/bin/kmod', '/bin/kmod'].some(watches),
    permissions: called('chmod', 'chown') || called('fchmodat', 'fchownat'),
    deletions: called('unlink', 'rename') || called('unlinkat', 'renameat'),
    mounts: called('mount'),
  };
}

/** Lines that are rules, without options of the daemon (`-D`, `-b`, `-f` …). */
export function ruleLines(text: string): string[] {
  return plainLines(text).filter((line) => /^-[waA] /.test(line));
}
