import {z} from 'zod';
import {defineProbe, partial, whole} from '../model/probe.ts';
import {storage} from './asks/storage.ts';
import {flag, int, text, textOrNull, texts} from './parse/fields.ts';
import {storageEnded, storageParts} from './parse/storage.ts';

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

/** Each line that names an array, with those below it up to the next one. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  for (const line of lines) {
    if (/^md\S{0,60} : /.test(line)) blocks.push([line]);
    else blocks.at(-1)?.push(line);
  }
  return blocks;
}

/** What makers' RAID (IMSM, DDF) keeps the disks of its arrays in: always inactive, and no array itself. */
const isContainer = ([, ...body]: readonly string[]): boolean =>
  body.some((line) => /\bsuper external:(?:imsm|ddf)\b/.test(line));

/** `md0 : active raid1 sdb1[1] sda1[0]` and `1046528 blocks super 1.2 [2/1] [U_]` below it. md(4) */
function arrayOf([line = '', ...body]: readonly string[]): Facts['arrays'] {
  const head =
    /^(?<name>md\S{0,60}) : (?:active|inactive)(?: \([a-z-]{1,20}\))?(?: (?<level>raid\d{1,2}|linear|multipath))?/.exec(
      line,
    )?.groups;
  if (!head) return [];
  const counts = body
    .map((one) => /\[(?<wanted>\d{1,4})\/(?<working>\d{1,4})\]/.exec(one)?.groups)
    .find((one) => one !== undefined);
  const inactive = / : inactive/.test(line);
  // Of levels that can lose a disk the kernel always tells how many there are.
  if (counts === undefined && !inactive && /^(?:raid[1-9]\d?|multipath)$/.test(head['level'] ?? '')) return [];
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
    const parts = storageParts(body);
    const raid = blocksOf(parts.get('mdstat') ?? []).filter((block) => !isContainer(block));
    const bonds = [...parts].filter(([head]) => head.startsWith('bond '));
    const value = {
      arrays: raid.flatMap(arrayOf),
      bonds: bonds.map(([head, lines]) => bond(head.slice(5), lines)),
    };
    const understood = raid.length === value.arrays.length;
    return storageEnded(body) && understood ? whole(value) : partial(value);
  },
});
