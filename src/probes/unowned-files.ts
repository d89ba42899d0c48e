import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field} from '../model/probe.ts';
import {fileWalkAsk} from './asks/file-walk.ts';
import {filesOfWalk, readWalk, WalkEntry} from './parse/file-walk.ts';

/** Files whose user or group id no account has: what a deleted account left behind. */
export const unownedFiles = defineProbe({
  fact: 'unownedFiles',
  title: {en: 'Files without an owner', ja: '所有者不明のファイル'},
  cost: 'disk',
  schema: z.object({files: field(z.array(WalkEntry), 'Files without an owner', '所有者不明のファイル')}),
  ask: {linux: [fileWalkAsk]},
  parse(answers) {
    const walk = readWalk(answers);
    if (!walk.ownersSought) throw new Gap('unsupported', 'find -nouser');
    return filesOfWalk(walk, ({owner, group, uid, gid}) => owner === String(uid) || group === String(gid));
  },
});
