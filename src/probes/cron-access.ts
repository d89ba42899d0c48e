import {z} from 'zod';
import {files, rootFiles} from '../model/ask.ts';
import {defineProbe, field, whole, type Answers} from '../model/probe.ts';
import {schedulesAsk} from './asks/schedules.ts';
import {configLines} from './parse/config-lines.ts';

const names = (en: string, ja: string) => field(z.array(z.string()).nullable(), en, ja);

const CronAccess = z.object({
  cronInstalled: field(z.boolean(), 'cron installed', 'cron導入'),
  cronAllow: names('Users who may use cron', 'cronを利用できるアカウント'),
  cronDeny: names('Users who may not use cron', 'cronを利用できないアカウント'),
  atInstalled: field(z.boolean(), 'at installed', 'at導入'),
  atAllow: names('Users who may use at', 'atを利用できるアカウント'),
  atDeny: names('Users who may not use at', 'atを利用できないアカウント'),
});

const lists = ['/etc/cron.allow', '/etc/cron.deny', '/etc/at.allow', '/etc/at.deny'] as const;
const pamFolders = ['/etc/pam.d', '/usr/lib/pam.d', '/usr/etc/pam.d'];
const cronPams = pamFolders.flatMap((folder) => [`${folder}/cron`, `${folder}/crond`]);
const atPams = pamFolders.map((folder) => `${folder}/atd`);
/** How OpenRC starts crond: that of busybox says so. */
const initScript = '/etc/init.d/crond';

function list(answers: Answers, path: string): string[] | null {
  const file = answers.file(path);
  return file === null ? null : configLines(file.text);
}

/** crontab(1), at(1): who may plan jobs. null: no such file, or a cron (busybox) that reads none. */
export const cronAccess = defineProbe({
  fact: 'cronAccess',
  title: {en: 'Who may plan jobs', ja: 'ジョブ登録の利用制限'},
  cost: 'cheap',
  schema: CronAccess,
  ask: {linux: [schedulesAsk, ...rootFiles(...lists), ...files(...cronPams, ...atPams, initScript)]},
  parse(answers) {
    const present = (path: string): boolean => answers.file(path) !== null;
    const table = answers.command(schedulesAsk.id).text.split('\n').includes('f /etc/crontab');
    const busybox = /^name="?busybox\b/m.test(answers.file(initScript)?.text ?? '');
    return whole({
      cronInstalled: busybox || table || cronPams.some(present),
      cronAllow: busybox ? null : list(answers, lists[0]),
      cronDeny: busybox ? null : list(answers, lists[1]),
      atInstalled: [...atPams, '/etc/at.deny', '/etc/at.allow'].some(present),
      atAllow: list(answers, lists[2]),
      atDeny: list(answers, lists[3]),
    });
  },
});
