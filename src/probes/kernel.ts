import {z} from 'zod';
import {files} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe} from '../model/probe.ts';
import {clockAsk} from './asks/clock.ts';
import {readClock} from './parse/clock.ts';
import {text, textOrNull} from './parse/fields.ts';
import {reading} from './parse/reading.ts';

const Kernel = z.object({
  release: text('Running kernel', '稼働中のカーネル'),
  version: text('Kernel build', 'カーネルのビルド情報'),
  architecture: textOrNull('Architecture', 'アーキテクチャ'),
});

export const kernel = defineProbe({
  fact: 'kernel',
  title: {en: 'Running kernel', ja: '稼働中のカーネル'},
  cost: 'cheap',
  schema: Kernel,
  ask: {linux: [clockAsk, ...files('/proc/sys/kernel/osrelease', '/proc/sys/kernel/version')]},
  parse(answers) {
    const release = answers.file('/proc/sys/kernel/osrelease')?.text.trim() ?? '';
    if (release === '') throw new Gap('unsupported', 'no /proc/sys/kernel/osrelease');
    const read = reading(answers);
    const version = read.file('/proc/sys/kernel/version')?.text.trim() ?? '';
    const {architecture} = readClock(read.command(clockAsk.id)?.text ?? '');
    if (version === '' || architecture === null) read.doubt();
    return read.result({release, version, architecture});
  },
});
