import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field} from '../model/probe.ts';
import {fileWalkAsk} from './asks/file-walk.ts';
import {ownerNameAsks} from './parse/owner-names.ts';
import {filesOfWalk, readWalk, WalkEntry} from './parse/file-walk.ts';

/**
 * Files whose user or group id no account has: what a deleted account left behind. A directory of accounts is not asked: where
 * there is one, an id that is not of this host says nothing.
 */
export const unownedFiles = defineProbe({
  fact: 'unownedFiles',
  title: {en: 'Files without an owner', ja: '所有者不明のファイル'},
  cost: 'disk',
  schema: z.object({files: field(z.array(WalkEntry), 'Files without an owner', '所有者不明のファイル')}),
  ask: {linux: [fileWalkAsk, ...ownerNameAsks]},
  parse(answers) {
    const walk = readWalk(answers);
    if (!walk.ownersSought) throw new Gap('unsupported', 'find -nouser');
    const {user, group, directory} = walk.names;
    const found = filesOfWalk(walk, ({uid, gid}) => user(uid) === String(uid) || group(gid) === String(gid));
    if (directory && found.value.files.length > 0) throw new Gap('unsupported', 'accounts of a directory');
    return found;
  },
});
