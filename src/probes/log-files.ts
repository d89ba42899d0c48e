import {z} from 'zod';
import {defineProbe, partial, whole} from '../model/probe.ts';
import {logFilesState} from './asks/log-files.ts';
import {flag, int, text} from './parse/fields.ts';
import {readLogFiles, type LogFile} from './parse/log-files.ts';

const LogFiles = z.object({
  files: z.array(
    z.object({
      path: text('Log', 'ログ'),
      mode: text('Mode', 'モード'),
      uid: int('Owner (uid)', '所有者 (uid)'),
      gid: int('Group (gid)', 'グループ (gid)'),
      groupWritable: flag('Group can write', 'グループ書き込み可'),
      othersRead: flag('Everyone can read', '全員読み取り可'),
      othersWrite: flag('Everyone can write', '全員書き込み可'),
    }),
  ),
});

function withRights(file: LogFile): z.infer<typeof LogFiles>['files'][number] {
  const bits = Number.parseInt(file.mode, 8);
  const has = (bit: number): boolean => Math.floor(bits / bit) % 2 === 1;
  return {...file, groupWritable: has(0o20), othersRead: has(0o4), othersWrite: has(0o2)};
}

/** Rights on the well-known logs under /var/log that exist. */
export const logFiles = defineProbe({
  fact: 'logFiles',
  title: {en: 'Log files', ja: 'ログファイル'},
  cost: 'cheap',
  schema: LogFiles,
  ask: {linux: [logFilesState]},
  parse(answers) {
    const {text: told} = answers.command(logFilesState.id);
    const {files, complete} = readLogFiles(told);
    const value = {files: files.map(withRights)};
    if (complete) return whole(value);
    return /^hidden /m.test(told) ? partial(value, 'permission-denied') : partial(value);
  },
});
