import {z} from 'zod';
import {command, files, rootFiles} from '../model/ask.ts';
import {defineProbe, partial, type Answers} from '../model/probe.ts';
import {clockAsk} from './asks/clock.ts';
import {processesAsk} from './asks/processes.ts';
import {searchPath} from './asks/search-path.ts';
import {attempt} from './parse/attempt.ts';
import {auditCoverage, type Machine} from './parse/audit-coverage.ts';
import {ruleLines} from './parse/audit-rules.ts';
import {readAuditConfig, readAuditState, sizesAreNumbers} from './parse/audit-text.ts';
import {readClock} from './parse/clock.ts';
import {flag, flagOrNull, intOrNull, megabytes, textOrNull, texts} from './parse/fields.ts';
import {reading} from './parse/reading.ts';

const Audit = z.object({
  installed: flag('auditd installed', 'auditd導入済み'),
  running: flagOrNull('auditd running', 'auditd稼働'),
  enabled: flagOrNull('Auditing enabled in the kernel', 'カーネルの監査が有効'),
  immutable: flagOrNull('Rules locked until reboot', '監査ルールの変更ロック'),
  /** Events that were lost since boot. */
  lost: intOrNull('Lost events', '消失イベント数'),
  rules: texts('Loaded rules', '適用中のルール'),
  coverage: z.object({
    identity: flagOrNull('Changes of accounts recorded', 'アカウント情報変更の記録'),
    sudoers: flagOrNull('Changes of sudo rights recorded', 'sudo設定変更の記録'),
    time: flagOrNull('Changes of the clock recorded', '時刻変更の記録'),
    logins: flagOrNull('Logins recorded', 'ログイン情報の記録'),
    modules: flagOrNull('Kernel modules recorded', 'カーネルモジュール操作の記録'),
    permissions: flagOrNull('Changes of permissions recorded', '権限変更の記録'),
    deletions: flagOrNull('Deletions recorded', 'ファイル削除の記録'),
    mounts: flagOrNull('Mounts recorded', 'マウント操作の記録'),
  }),
  config: z.object({
    maxLogFile: intOrNull('Size of one log file', 'ログ1ファイルの上限', megabytes),
    maxLogFileAction: textOrNull('When a log file is full', 'ログファイルが上限に達したときの動作'),
    numLogs: intOrNull('Log files kept', '保持世代数'),
    spaceLeft: textOrNull('Free space that warns', '空き容量の警告閾値'),
    spaceLeftAction: textOrNull('When space gets short', '空き容量低下時の動作'),
    adminSpaceLeftAction: textOrNull('When space is almost gone', '空き容量枯渇直前の動作'),
    diskFullAction: textOrNull('When the disk is full', 'ディスク満杯時の動作'),
    diskErrorAction: textOrNull('At a disk error', 'ディスクエラー時の動作'),
    flush: textOrNull('Way of writing', '書き込み方式'),
  }),
});

const state = command(
  'audit-state',
  `${searchPath} if command -v auditctl >/dev/null; then auditctl -s; echo "== rules"; auditctl -l && echo "== end"; fi`,
  {
    privilege: 'root',
    limit: 131_072,
  },
);
const config = '/etc/audit/auditd.conf';
const saved = ['/etc/audit/rules.d/*.rules'];

const nothing = {
  identity: null,
  sudoers: null,
  time: null,
  logins: null,
  modules: null,
  permissions: null,
  deletions: null,
  mounts: null,
};

/** Only a kernel that runs 32-bit programs beside those of x86-64 has this one. */
const compatible = '/proc/sys/abi/vsyscall32';

/** Other 64-bit machines rarely run 32-bit programs, and do not tell. */
function machineOf(answers: Answers): Machine {
  const name = attempt(() => readClock(answers.command(clockAsk.id).text).architecture);
  if (name !== null && /^(?:i[3-6]86|armv[5-7]\w{0,8}|mips(?:el)?|ppc|riscv32)$/.test(name)) {
    return {native: 'b32', runs32: true};
  }
  const told = attempt(() => ({there: answers.file(compatible) !== null}));
  return {native: 'b64', runs32: told?.there ?? null};
}

/** Linux audit: auditctl(8), auditd.conf(5), audit.rules(7). Without privilege only presence is known. */
export const audit = defineProbe({
  fact: 'audit',
  title: {en: 'Audit subsystem', ja: '監査サブシステム (auditd)'},
  cost: 'cheap',
  schema: Audit,
  ask: {linux: [processesAsk, state, clockAsk, ...files(compatible), ...rootFiles(config, ...saved)]},
  parse(answers) {
    const read = reading(answers);
    const present = read.programs();
    const installed = present.installed('auditd') || present.installed('auditctl');
    const file = read.file(config);
    const kernel = readAuditState(read.command(state.id)?.text ?? '');
    const rules = kernel?.rules ?? read.files(...saved).flatMap(({text}) => ruleLines(text));
    const idle = {
      running: installed ? present.running('auditd') : false,
      enabled: installed ? null : false,
      immutable: installed ? null : false,
      lost: null,
      rules,
    };
    const coverage = kernel === null && installed ? nothing : auditCoverage(rules, machineOf(answers));
    const value = {installed, ...(kernel ?? idle), coverage, config: readAuditConfig(file?.text ?? '')};
    if (installed && Object.values(coverage).includes(null)) read.doubt();
    // auditd refuses such a line, and whatever runs has other numbers.
    if (!sizesAreNumbers(file?.text ?? '')) read.doubt();
    const {complete, because} = read.result(value);
    return complete || !installed ? {value, complete: true} : partial(value, because);
  },
});
