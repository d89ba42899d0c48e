import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field} from '../model/probe.ts';
import {logFilesState} from './asks/log-files.ts';
import {processesAsk} from './asks/processes.ts';
import {assignments, lastValue, switched} from './parse/config-text.ts';
import {days, flag, flagOrNull, intOrNull, megabytes, textOrNull} from './parse/fields.ts';
import {untilEnd} from './parse/ended.ts';
import {readLogFiles} from './parse/log-files.ts';
import {reading, type Reading} from './parse/reading.ts';
import {dropIns} from './parse/drop-ins.ts';
import {megabytesOf, secondsOf} from './parse/systemd-values.ts';

const Journald = z.object({
  installed: flag('systemd journal present', 'systemdジャーナルあり'),
  running: flagOrNull('Running', '稼働'),
  storage: field(z.enum(['persistent', 'auto', 'volatile', 'none']), 'Storage', '保存方式', {
    values: {
      persistent: {en: 'on disk', ja: 'ディスク'},
      auto: {en: 'on disk if the folder exists', ja: 'ディレクトリがあればディスク'},
      volatile: {en: 'in memory', ja: 'メモリ'},
      none: {en: 'none', ja: '保存しない'},
    },
  }),
  /** Whether entries outlive a reboot. */
  persistent: flagOrNull('Kept across reboots', '再起動後も保持'),
  systemMaxUse: intOrNull('Largest size on disk', 'ディスク使用上限', megabytes),
  maxRetentionDays: intOrNull('Kept for at most', '最長保持期間', days),
  forwardToSyslog: flagOrNull('Forwarded to syslog', 'syslogへの転送'),
  compress: flagOrNull('Compressed', '圧縮'),
  seal: flagOrNull('Sealed against tampering', '改ざん検知 (Seal)'),
  uploadUrl: textOrNull('Uploaded to', 'アップロード先'),
});

const folders = ['/etc', '/run', '/usr/lib'];
const mains = folders.map((folder) => `${folder}/systemd/journald.conf`);
const parts = folders.map((folder) => `${folder}/systemd/journald.conf.d/*.conf`);
const upload = '/etc/systemd/journal-upload.conf';

const storages = ['persistent', 'auto', 'volatile', 'none'] as const;

/** Whether /var/log/journal exists; null when /var/log is closed to us. */
function hasFolder(read: Reading): boolean | null {
  const answer = read.command(logFilesState.id);
  if (answer === null) return null;
  const {files: found} = readLogFiles(answer.text);
  if (found.some((file) => file.path === '/var/log/journal')) return true;
  const {lines, ended} = untilEnd(answer.text);
  return !ended || lines.includes('hidden /var/log') ? null : false;
}

function secondsToDays(seconds: number | null): number | null {
  return seconds === null || seconds === 0 ? null : Math.floor(seconds / 86_400);
}

/** journald.conf(5): the first main file found, then the drop-ins. */
export const journald = defineProbe({
  fact: 'journald',
  title: {en: 'systemd journal', ja: 'systemdジャーナル'},
  cost: 'cheap',
  schema: Journald,
  ask: {linux: [processesAsk, logFilesState, ...files(...mains, ...parts, upload)]},
  parse(answers) {
    const read = reading(answers);
    const present = read.programs();
    const main = mains.map((path) => read.file(path)).find((file) => file !== null);
    const found = [...(main === undefined ? [] : [main]), ...dropIns(read.files(...parts))].flatMap((file) =>
      assignments(file.text),
    );
    const value = (key: string): string | null => lastValue(found, key);
    const written = value('Storage')?.toLowerCase() ?? 'auto';
    const storage = storages.find((one) => one === written) ?? 'auto';
    if (storage !== written) read.doubt();
    const folder = storage === 'auto' ? hasFolder(read) : storage === 'persistent';
    if (folder === null) read.doubt();
    const url = lastValue(assignments(read.file(upload)?.text ?? ''), 'URL');
    const installed = present.installed('journalctl');
    return read.result({
      installed,
      running: installed ? present.running('systemd-journald') : false,
      storage,
      persistent: installed ? read.sure(folder) : false,
      systemMaxUse: megabytesOf(value('SystemMaxUse')),
      maxRetentionDays: secondsToDays(secondsOf(value('MaxRetentionSec'))),
      forwardToSyslog: switched(value('ForwardToSyslog')),
      compress: switched(value('Compress')),
      seal: switched(value('Seal')),
      uploadUrl: url === '' ? null : url,
    });
  },
});
