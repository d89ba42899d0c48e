import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {days, flag, int, intOrNull, text, texts} from './parse/fields.ts';
import {
  keptForever,
  readRotationFile,
  retentionDays,
  unconfigured,
  type RotationFile,
  type RotationRule,
  type Settings,
} from './parse/logrotate.ts';
import {reading, type Reading} from './parse/reading.ts';
import {dropIns} from './parse/drop-ins.ts';
import {vendorPath, withVendor} from './parse/vendor-files.ts';

const period = field(z.enum(['hourly', 'daily', 'weekly', 'monthly', 'yearly']).nullable(), 'Rotated', '切替周期', {
  values: {
    hourly: {en: 'hourly', ja: '毎時'},
    daily: {en: 'daily', ja: '毎日'},
    weekly: {en: 'weekly', ja: '毎週'},
    monthly: {en: 'monthly', ja: '毎月'},
    yearly: {en: 'yearly', ja: '毎年'},
  },
});
const retention = {
  retentionDays: intOrNull('Kept for', '保持期間', days),
  forever: flag('Never removed', '自動削除なし'),
};

const LogRotation = z.object({
  installed: flag('logrotate installed', 'logrotate導入済み'),
  scheduled: flag('Started regularly', '定期実行の設定'),
  rules: z.array(
    z.object({
      paths: texts('Logs', '対象ログ'),
      period,
      rotate: int('Generations kept', '保持世代数'),
      compress: flag('Compressed', '圧縮'),
      ...retention,
    }),
  ),
  /** Logs that matter after an incident, and how long a rule keeps them. */
  securityLogs: z.array(z.object({path: text('Log', 'ログ'), ...retention})),
});

const main = '/etc/logrotate.conf';
const folder = '/etc/logrotate.d';
const parts = `${folder}/*`;
const timer = '/etc/systemd/system/timers.target.wants/logrotate.timer';
const starters = [timer, '/etc/cron.daily/logrotate', '/etc/periodic/daily/logrotate', '/etc/cron.hourly/logrotate'];
const skipped = /(?:~|\.bak|\.dpkg-[a-z]+|\.rpm(?:save|new|orig)|\.swp|\.disabled)$/;

const important = ['auth.log', 'secure', 'messages', 'syslog', 'sudo.log', 'cron', 'cron.log', 'wtmp', 'btmp'].map(
  (name) => `/var/log/${name}`,
);

function covers(pattern: string, path: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === path;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const middle = path.slice(head.length, path.length - tail.length);
  return (
    path.length >= head.length + tail.length && path.startsWith(head) && path.endsWith(tail) && !middle.includes('/')
  );
}

function rulesOf(read: Reading): readonly RotationRule[] {
  const own = read.file(main);
  const vendors = read.files(vendorPath(parts));
  const file = own ?? read.file(vendorPath(main));
  const found = dropIns([...read.files(parts), ...vendors]).filter(({path}) => !skipped.test(path));
  function elsewhere(_path: string, settings: Settings): RotationFile {
    read.doubt();
    return {settings, rules: []};
  }
  const taken: string[] = [];
  // What a file sets outside of its rules holds for those that come after it.
  function included(path: string, before: Settings): RotationFile {
    const named = path.replace(/\/$/, '');
    if ((named !== folder && named !== vendorPath(folder)) || taken.includes(named)) return elsewhere(path, before);
    taken.push(named);
    // The files of both were taken at the first of them.
    if (taken.length > 1) return {settings: before, rules: []};
    let settings = before;
    const rules = found.flatMap(({text}) => {
      const one = readRotationFile(text, settings, elsewhere);
      settings = one.settings;
      return one.rules;
    });
    return {settings, rules};
  }
  if (file === null) read.doubt();
  const first = readRotationFile(file?.text ?? '', unconfigured, included);
  // SUSE hands both folders to logrotate, whatever the main file includes.
  const handed = taken.length === 0 && (vendors.length > 0 || own === null);
  return handed ? [...first.rules, ...included(folder, first.settings).rules] : first.rules;
}

/** logrotate(8): how long logs are kept. Retention is null when it depends on how much is logged. */
export const logRotation = defineProbe({
  fact: 'logRotation',
  title: {en: 'Log rotation', ja: 'ログローテーション'},
  cost: 'cheap',
  schema: LogRotation,
  ask: {linux: [processesAsk, ...withVendor(main, parts), ...files(...starters)]},
  parse(answers) {
    const read = reading(answers);
    const installed = read.programs().installed('logrotate');
    const kept = (rule: RotationRule) => ({retentionDays: retentionDays(rule), forever: keptForever(rule)});
    const rules = installed ? rulesOf(read) : [];
    const securityLogs = important.flatMap((path) => {
      const rule = rules.find(({paths}) => paths.some((pattern) => covers(pattern, path)));
      return rule === undefined ? [] : [{path, ...kept(rule)}];
    });
    return read.result({
      installed,
      scheduled: starters.map((path) => read.file(path)).some((file) => file !== null),
      rules: rules.map((rule) => ({
        paths: [...rule.paths],
        period: rule.period,
        rotate: rule.rotate,
        compress: rule.compress,
        ...kept(rule),
      })),
      securityLogs,
    });
  },
});
