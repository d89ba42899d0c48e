import {z} from 'zod';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {numberIn, textIn, type RegistryKey} from '../model/registry.ts';
import {eventLogPolicyAsk, eventLogsAsk} from './asks/windows-logging.ts';
import {textOrNull} from './parse/fields.ts';
import {intSetting, layer, settingOf, type Layer, type Setting} from './parse/windows-setting-layers.ts';

const logs = ['application', 'security', 'system'] as const;
const policies = ['overwrite', 'archive', 'stop', 'unknown'] as const;
const kilobytes = {unit: {en: 'kB', ja: 'KB'}} as const;

const Log = z.object({
  id: field(z.enum(logs), 'Log', 'ログ', {
    values: {
      application: {en: 'Application', ja: 'Application（アプリケーション）'},
      security: {en: 'Security', ja: 'Security（セキュリティ）'},
      system: {en: 'System', ja: 'System（システム）'},
    },
  }),
  size: intSetting('Largest size', '最大サイズ', kilobytes),
  whenFull: field(z.enum(policies), 'When it is full', 'ログが最大サイズに達したとき', {
    values: {
      overwrite: {en: 'the oldest events are overwritten', ja: '古いイベントから上書き'},
      archive: {en: 'it is archived', ja: 'アーカイブして新規作成'},
      stop: {en: 'nothing more is recorded', ja: '記録を停止'},
      unknown: {en: 'not known', ja: '不明'},
    },
  }),
  /** null: that of Windows, which keeps out all but administrators and readers of logs. */
  access: textOrNull('Access that was set (SDDL)', '設定されたアクセス権（SDDL）'),
});
const WindowsEventLogs = z.object({logs: field(z.array(Log), 'Event logs', 'イベントログ')});

const inKilobytes = (key: RegistryKey | null, name: string): number | null => {
  const bytes = numberIn(key, name);
  return bytes === null ? null : Math.floor(bytes / 1024);
};

/** The policy counts in kilobytes, the log itself in bytes. */
function sizeOf(policy: Layer, own: Layer): Setting<number> {
  const set = settingOf([policy], 'MaxSize', numberIn, undefined);
  return set.value !== null || !policy.sure ? set : settingOf([own], 'MaxSize', inKilobytes, undefined);
}

/** Retention: 0, overwritten as needed; else kept, as Windows Vista and later read it. Without it, it is overwritten. */
function whenFull(policy: Layer, own: Layer): (typeof policies)[number] {
  const keep = settingOf([policy, own], 'Retention', numberIn, 0);
  const archive = settingOf([policy, own], 'AutoBackupLogFiles', numberIn, 0);
  if (keep.value === null) return 'unknown';
  if (keep.value === 0) return 'overwrite';
  if (archive.value === null) return 'unknown';
  return archive.value === 0 ? 'stop' : 'archive';
}

type Value = z.infer<typeof WindowsEventLogs>;

/** The three logs that every Windows has. */
export const windowsEventLogs = defineProbe({
  fact: 'windowsEventLogs',
  title: {en: 'Event logs of Windows', ja: 'Windowsのイベントログ'},
  cost: 'cheap',
  schema: WindowsEventLogs,
  ask: {windows: [eventLogsAsk, eventLogPolicyAsk]},
  parse(answers) {
    const read = logs.map((id) => {
      const policy = layer(answers, 'policy', eventLogPolicyAsk.id, id);
      const own = layer(answers, 'setting', eventLogsAsk.id, id);
      const access = textIn(policy.key, 'ChannelAccess') ?? textIn(own.key, 'CustomSD');
      return {log: {id, size: sizeOf(policy, own), whenFull: whenFull(policy, own), access}, seen: own.key !== null};
    });
    const value: Value = {logs: read.filter(({seen, log}) => seen || log.size.value !== null).map(({log}) => log)};
    const isWhole = read.every(({log, seen}) => seen && log.size.value !== null && log.whenFull !== 'unknown');
    return isWhole ? whole(value) : partial(value, 'permission-denied');
  },
});
