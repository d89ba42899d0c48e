import {z} from 'zod';
import {defineProbe, partial, whole} from '../model/probe.ts';
import {storage} from './asks/storage.ts';
import {flag, int, text, textOrNull, texts} from './parse/fields.ts';
import {storageEnded, storagePart} from './parse/storage.ts';

const Redundancy = z.object({
  arrays: z.array(
    z.object({
      name: text('RAID array', 'RAIDアレイ'),
      level: text('Level', 'レベル'),
      wanted: int('Disks wanted', '構成ディスク数'),
      working: int('Disks working', '稼働ディスク数'),
      degraded: flag('Degraded', '縮退'),
      rebuilding: flag('Rebuilding', '再構築中'),
    }),
  ),
  bonds: z.array(
    z.object({
      name: text('Bond', 'ボンディング'),
      mode: textOrNull('Mode', 'モード'),
      up: texts('Links up', 'リンクアップ中の回線'),
      down: texts('Links down', 'リンクダウン中の回線'),
    }),
  ),
});

type Facts = z.infer<typeof Redundancy>;

/** `md0 : active raid1 sdb1[1] sda1[0]` and `1046528 blocks super 1.2 [2/1] [U_]` below it. md(4) */
export function raidArrays(lines: readonly string[]): Facts['arrays'] {
  return lines.flatMap((line, index) => {
    const head =
      /^(?<name>md\S{0,60}) : (?:active|inactive)(?: \([a-z-]{1,20}\))?(?: (?<level>raid\d{1,2}|linear|multipath))?/.exec(
        line,
      )?.groups;
    if (!head) return [];
    const next = lines.slice(index + 1).findIndex((one) => /^md\S{0,60} : /.test(one));
    const body = lines.slice(index + 1, next === -1 ? undefined : index + 1 + next);
    const counts = body
      .map((one) => /\[(?<wanted>\d{1,4})\/(?<working>\d{1,4})\]/.exec(one)?.groups)
      .find((one) => one !== undefined);
    const inactive = / : inactive/.test(line);
    const [wanted, working] = [Number(counts?.['wanted'] ?? 0), inactive ? 0 : Number(counts?.['working'] ?? 0)];
    return [
      {
        name: head['name'] ?? '',
        level: head['level'] ?? 'inactive',
        ...{wanted, working},
        degraded: inactive || working < wanted || line.includes('(F)'),
        rebuilding: body.some((one) => /\b(?:recovery|resync|reshape)\b/.test(one)),
      },
    ];
  });
}

/** /proc/net/bonding/<name>: https://docs.kernel.org/networking/bonding.html */
export function bond(name: string, lines: readonly string[]): Facts['bonds'][number] {
  const value = (line: string): string => line.slice(line.indexOf(':') + 1).trim();
  const up: string[] = [];
  const down: string[] = [];
  let slave: string | null = null;
  for (const line of lines) {
    if (line.startsWith('Slave Interface:')) slave = value(line);
    else if (slave !== null && line.startsWith('MII Status:')) {
      (value(line) === 'up' ? up : down).push(slave);
      slave = null;
    }
  }
  const mode = lines.find((line) => line.startsWith('Bonding Mode:'));
  return {name, mode: mode === undefined ? null : value(mode), up, down};
}

/** State of software RAID and of bonded network links. Hardware RAID is not seen. */
export const redundancy = defineProbe({
  fact: 'redundancy',
  title: {en: 'Redundancy', ja: '冗長構成'},
  cost: 'cheap',
  schema: Redundancy,
  ask: {linux: [storage]},
  parse(answers) {
    const {text: body} = answers.command(storage.id);
    const heads = body
      .split('\n')
      .filter((line) => line.startsWith('== bond '))
      .map((line) => line.slice(3));
    const raid = storagePart(body, 'mdstat') ?? [];
    const value = {
      arrays: raidArrays(raid),
      bonds: heads.map((head) => bond(head.slice(5), storagePart(body, head) ?? [])),
    };
    const understood = raid.filter((line) => /^md\S/.test(line)).length === value.arrays.length;
    return storageEnded(body) && understood ? whole(value) : partial(value);
  },
});
