import {z} from 'zod';
import {defineProbe, field} from '../model/probe.ts';
import {fileWalkAsk} from './asks/file-walk.ts';
import {ownerNameAsks} from './parse/owner-names.ts';
import {filesOfWalk, readWalk, WalkEntry} from './parse/file-walk.ts';

/** Files that every account may write, and folders where it may delete what others own. */
export const worldWritable = defineProbe({
  fact: 'worldWritable',
  title: {en: 'Files that all may write', ja: '誰でも書き込めるファイル'},
  cost: 'disk',
  schema: z.object({
    files: field(
      z.array(WalkEntry),
      'Files that all may write, folders without the sticky bit',
      '誰でも書き込めるファイル・スティッキービットのないディレクトリ',
    ),
  }),
  ask: {linux: [fileWalkAsk, ...ownerNameAsks]},
  parse: (answers) =>
    filesOfWalk(
      readWalk(answers),
      ({type, otherWritable, sticky}) => otherWritable && (type === 'file' || (type === 'folder' && !sticky)),
    ),
});
