import {z} from 'zod';
import {Gap} from '../../model/fact.ts';
import {field, partial, whole, type Answers, type Parsed} from '../../model/probe.ts';
import {fileWalkAsk} from '../asks/file-walk.ts';
import {ownerNames, type OwnerNames} from './owner-names.ts';
import {statLine, type StatLine} from './stat-lines.ts';

/** One file that the walk found. */
export const WalkEntry = z.object({
  path: field(z.string(), 'Path', 'パス'),
  type: field(z.enum(['file', 'folder', 'device', 'other']), 'Type', '種類'),
  mode: field(z.string(), 'Mode', 'モード'),
  owner: field(z.string(), 'Owner', '所有者'),
  group: field(z.string(), 'Group', 'グループ'),
});
export type WalkEntry = z.infer<typeof WalkEntry>;

export interface Walk {
  readonly entries: readonly StatLine[];
  readonly names: OwnerNames;
  /** True where files without an owner were looked for. */
  readonly ownersSought: boolean;
  readonly complete: boolean;
  readonly privileged: boolean;
}

/** @throws Gap */
export function readWalk(answers: Answers): Walk {
  const {text, privileged} = answers.command(fileWalkAsk.id);
  const all = text.split('\n');
  const left = all.filter((line) => line.startsWith('? '));
  const [first, ...rest] = all.slice(left.length);
  if (first !== 'gnu' && first !== 'plain') throw new Gap('unsupported', 'find');
  const lines = rest.filter((line) => line !== '' && line !== '. 0');
  const read = lines.map(statLine);
  const entries = read.filter((entry) => entry !== null);
  const walked = entries.some(({path}) => path === '/') && rest.at(-1) === '. 0' && left.length === 0;
  // Mount points of one file system are walked once each; two lines of one path that differ were made up by a name.
  const paths = new Map(entries.map((entry) => [entry.path, entry]));
  const honest = new Set(entries.map((entry) => JSON.stringify(entry))).size === paths.size;
  const complete = privileged && walked && honest && entries.length === read.length;
  return {
    entries: [...paths.values()],
    names: ownerNames(answers),
    ownersSought: first === 'gnu',
    complete,
    privileged,
  };
}

/** The files of a walk that fit, as a fact: complete when the walk was. */
export function filesOfWalk(walk: Walk, fits: (entry: StatLine) => boolean): Parsed<{files: WalkEntry[]}> {
  const {user, group} = walk.names;
  const found = walk.entries.filter(fits);
  const files = found.map(({path, type, mode, uid, gid}) => ({path, type, mode, owner: user(uid), group: group(gid)}));
  const sorted = files.sort((a, b) => (a.path < b.path ? -1 : 1));
  if (walk.complete) return whole({files: sorted});
  return partial({files: sorted}, walk.privileged ? undefined : 'permission-denied');
}
