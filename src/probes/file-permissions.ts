import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {areas, filePermissionsAsk} from './asks/file-permissions.ts';
import {untilEnd} from './parse/ended.ts';
import {ownerNameAsks, ownerNames, type OwnerNames} from './parse/owner-names.ts';
import {statLine, type StatLine} from './parse/stat-lines.ts';

const areaNames = Object.keys(areas) as (keyof typeof areas)[];
const yes = {true: {en: 'yes', ja: '可'}, false: {en: 'no', ja: '不可'}};
const flag = (en: string, ja: string) => field(z.boolean(), en, ja, {values: yes});

const Entry = z.object({
  path: field(z.string(), 'Path', 'パス'),
  area: field(z.enum(areaNames), 'Area', '区分'),
  type: field(z.enum(['file', 'folder', 'device', 'other']), 'Type', '種類'),
  mode: field(z.string(), 'Mode', 'モード'),
  owner: field(z.string(), 'Owner', '所有者'),
  group: field(z.string(), 'Group', 'グループ'),
  groupReadable: flag('Group may read', 'グループの読み取り'),
  groupWritable: flag('Group may write', 'グループの書き込み'),
  otherReadable: flag('Others may read', '他者の読み取り'),
  otherWritable: flag('Others may write', '他者の書き込み'),
  sticky: field(z.boolean(), 'Sticky bit', 'スティッキービット'),
});
type Entry = z.infer<typeof Entry>;
const FilePermissions = z.object({files: field(z.array(Entry), 'Files and folders', 'ファイル・ディレクトリ')});

function fits(pattern: string, path: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === path;
  const after = pattern.slice(star + 1);
  return path.startsWith(pattern.slice(0, star)) && path.length >= pattern.length && path.endsWith(after);
}

function areaOf(path: string): keyof typeof areas | undefined {
  return areaNames.find((area) => areas[area].some((pattern) => fits(pattern, path)));
}

function entryOf({path, type, mode, uid, gid, ...bits}: StatLine, names: OwnerNames): Entry | null {
  const area = areaOf(path);
  if (area === undefined) return null;
  const {groupReadable, groupWritable, otherReadable, otherWritable, sticky} = bits;
  const [owner, group] = [names.user(uid), names.group(gid)];
  return {path, area, type, mode, owner, group, groupReadable, groupWritable, otherReadable, otherWritable, sticky};
}

/** A path, or as root a pattern, of which nothing exists. */
function isAbsence(line: string, privileged: boolean): boolean {
  if (!/^stat: .*: No such file or directory$/.test(line)) return false;
  return privileged || !line.includes('*');
}

/** stat(1), links followed. What does not exist is not listed. */
export const filePermissions = defineProbe({
  fact: 'filePermissions',
  title: {en: 'Permissions of key files', ja: '重要ファイルの権限'},
  cost: 'cheap',
  schema: FilePermissions,
  ask: {linux: [filePermissionsAsk, ...ownerNameAsks]},
  parse(answers) {
    const {text, privileged} = answers.command(filePermissionsAsk.id);
    const {lines: told, ended} = untilEnd(text);
    const names = ownerNames(answers);
    const lines = told.filter((line) => line !== '');
    const read = lines
      .filter((line) => !isAbsence(line, privileged))
      .map((line) => {
        const stat = statLine(line);
        return stat === null ? null : entryOf(stat, names);
      });
    const files = read.filter((entry) => entry !== null);
    if (files.length === 0) throw new Gap('unsupported', 'stat -c');
    if (ended && files.length === read.length) return whole({files});
    return partial({files}, privileged ? undefined : 'permission-denied');
  },
});
