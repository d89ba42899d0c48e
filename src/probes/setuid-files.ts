import {z} from 'zod';
import {defineProbe, field} from '../model/probe.ts';
import {fileWalkAsk} from './asks/file-walk.ts';
import {ownerNameAsks} from './parse/owner-names.ts';
import {filesOfWalk, readWalk, WalkEntry} from './parse/file-walk.ts';

/** Files with a set-user-id or set-group-id bit on local file systems. */
export const setuidFiles = defineProbe({
  fact: 'setuidFiles',
  title: {en: 'Set-id programs', ja: 'setuid・setgidプログラム'},
  cost: 'disk',
  schema: z.object({files: field(z.array(WalkEntry), 'Set-id programs', 'setuid・setgidプログラム')}),
  ask: {linux: [fileWalkAsk, ...ownerNameAsks]},
  parse: (answers) => filesOfWalk(readWalk(answers), ({type, setuid, setgid}) => type === 'file' && (setuid || setgid)),
});
