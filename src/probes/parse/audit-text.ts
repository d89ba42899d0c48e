import {ruleLines} from './audit-rules.ts';
import {assignments, integer, lastValue, plainLines} from './config-text.ts';

/** What the kernel says of its audit subsystem. */
export interface AuditState {
  readonly running: boolean | null;
  readonly enabled: boolean;
  readonly immutable: boolean;
  /** Events lost since boot. */
  readonly lost: number | null;
  readonly rules: string[];
}

/** `auditctl -s` of audit 2.3 and later; null for any other text. */
export function readAuditState(text: string): AuditState | null {
  const at = text.indexOf('== rules');
  const status = new Map(
    plainLines(text.slice(0, at === -1 ? undefined : at)).map((line) => line.split(' ', 2) as [string, string]),
  );
  const enabled = integer(status.get('enabled'));
  if (at === -1 || enabled === null || !text.endsWith('\n== end')) return null;
  const pid = integer(status.get('pid'));
  return {
    running: pid === null ? null : pid > 0,
    enabled: enabled > 0,
    immutable: enabled === 2,
    lost: integer(status.get('lost')),
    rules: ruleLines(text.slice(at, -'== end'.length)),
  };
}

const upper = (value: string | null): string | null => value?.toUpperCase() ?? null;

/** auditd.conf(5): actions in upper case, sizes in megabytes; null for what is not set. */
export function readAuditConfig(text: string) {
  const found = assignments(text);
  const value = (key: string): string | null => lastValue(found, key);
  return {
    maxLogFile: integer(value('max_log_file')),
    maxLogFileAction: upper(value('max_log_file_action')),
    numLogs: integer(value('num_logs')),
    spaceLeft: value('space_left'),
    spaceLeftAction: upper(value('space_left_action')),
    adminSpaceLeftAction: upper(value('admin_space_left_action')),
    diskFullAction: upper(value('disk_full_action')),
    diskErrorAction: upper(value('disk_error_action')),
    flush: upper(value('flush')),
  };
}

/** Whether what auditd.conf says of the size and the number of files is a number alone, as auditd demands. */
export function sizesAreNumbers(text: string): boolean {
  const found = assignments(text);
  return ['max_log_file', 'num_logs'].every((key) => {
    const value = lastValue(found, key);
    return value === null || integer(value) !== null;
  });
}
