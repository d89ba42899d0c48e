import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {int, text, textOrNull} from './parse/fields.ts';
import {readProcesses, userNames} from './parse/process-list.ts';
import {reading} from './parse/reading.ts';

const Processes = z.object({
  list: z.array(
    z.object({
      name: text('Process', 'プロセス'),
      uid: int('User number', 'ユーザーID'),
      user: textOrNull('User', 'ユーザー'),
    }),
  ),
});

export const processes = defineProbe({
  fact: 'processes',
  title: {en: 'Running programs', ja: '稼働中のプログラム'},
  cost: 'cheap',
  schema: Processes,
  ask: {linux: [processesAsk, ...files('/etc/passwd')]},
  parse(answers) {
    const found = readProcesses(answers.command(processesAsk.id));
    const read = reading(answers);
    const names = userNames(read.file('/etc/passwd')?.text ?? '');
    if (!found.complete) read.doubt();
    return read.result({list: found.list.map(({name, uid}) => ({name, uid, user: names.get(uid) ?? null}))});
  },
});
