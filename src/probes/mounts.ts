import {z} from 'zod';
import {files} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe} from '../model/probe.ts';
import {storage} from './asks/storage.ts';
import {text, texts} from './parse/fields.ts';
import {reading} from './parse/reading.ts';
import {fstabEntries, readMounts, storageEnded, storagePart} from './parse/storage.ts';

const entry = z.object({
  source: text('Device', 'デバイス'),
  target: text('Mount point', 'マウントポイント'),
  type: text('File system', 'ファイルシステム'),
  options: texts('Mount options', 'マウントオプション'),
});

const Mounts = z.object({
  current: z.array(entry),
  fstab: z.array(entry),
});

/** What is mounted now, and what /etc/fstab mounts at boot. */
export const mounts = defineProbe({
  fact: 'mounts',
  title: {en: 'Mounted file systems', ja: 'マウント'},
  cost: 'cheap',
  schema: Mounts,
  ask: {linux: [storage, ...files('/etc/fstab')]},
  parse(answers) {
    const {text: body} = answers.command(storage.id);
    const lines = storagePart(body, 'mounts') ?? [];
    if (lines.length === 0) throw new Gap('unsupported', 'no /proc/self/mountinfo');
    const found = readMounts(lines);
    const read = reading(answers);
    const fstab = fstabEntries(read.file('/etc/fstab')?.text ?? '');
    if (!found.complete || !storageEnded(body)) read.doubt();
    return read.result({
      current: found.mounts.map(({source, target, type, options}) => ({source, target, type, options: [...options]})),
      fstab: fstab.map((one) => ({...one, options: [...one.options]})),
    });
  },
});
