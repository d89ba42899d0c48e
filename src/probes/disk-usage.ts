import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, partial, whole} from '../model/probe.ts';
import {storage} from './asks/storage.ts';
import {flagOrNull, int, intOrNull, megabytes, percent, text, textOrNull} from './parse/fields.ts';
import {readMounts, readUse, storageEnded, storagePart, type FileSystemUse} from './parse/storage.ts';

const DiskUsage = z.object({
  fileSystems: z.array(
    z.object({
      source: text('Device', 'デバイス'),
      target: text('Mount point', 'マウントポイント'),
      sizeMb: int('Size', '容量', megabytes),
      freeMb: int('Free', '空き容量', megabytes),
      usedPercent: int('Used', '使用率', percent),
    }),
  ),
  /** File system that holds /var/log. */
  logTarget: textOrNull('File system of the logs', 'ログの保存先ファイルシステム'),
  logUsedPercent: intOrNull('Use of the file system of the logs', 'ログ保存先の使用率', percent),
  logSeparate: flagOrNull('Logs on a file system of their own', 'ログ専用ファイルシステム'),
});

function holder(fileSystems: readonly FileSystemUse[]): FileSystemUse | null {
  const around = ['/var/log', '/var', '/'];
  const found = around.map((target) => fileSystems.find((one) => one.target === target));
  return found.find((one) => one !== undefined) ?? null;
}

/** Use of local disk file systems, `df -P -k`. */
export const diskUsage = defineProbe({
  fact: 'diskUsage',
  title: {en: 'Disk use', ja: 'ディスク使用状況'},
  cost: 'cheap',
  schema: DiskUsage,
  ask: {linux: [storage]},
  parse(answers) {
    const {text: body} = answers.command(storage.id);
    const lines = storagePart(body, 'df');
    if (lines === null) throw new Gap('unsupported', 'no df');
    const table = lines.filter((line) => !line.startsWith('Filesystem'));
    const uses = table.map(readUse);
    const found = uses.filter((one) => one !== null);
    const mounted = readMounts(storagePart(body, 'mounts') ?? []).mounts;
    // A mount of its own that df did not measure, on tmpfs say, is where the logs are.
    const unmeasured = ['/var/log', '/var'].find(
      (target) => mounted.some((one) => one.target === target) && !found.some((one) => one.target === target),
    );
    const logs = unmeasured === undefined ? holder(found) : null;
    const value = {
      fileSystems: found.map(({source, target, sizeKb, freeKb, usedPercent}) => ({
        ...{source, target, usedPercent},
        sizeMb: Math.floor(sizeKb / 1024),
        freeMb: Math.floor(freeKb / 1024),
      })),
      logTarget: logs?.target ?? null,
      logUsedPercent: logs?.usedPercent ?? null,
      logSeparate: mounted.length === 0 ? null : mounted.some((one) => one.target === '/var/log'),
    };
    return storageEnded(body) && uses.every((one) => one !== null) && logs !== null ? whole(value) : partial(value);
  },
});
