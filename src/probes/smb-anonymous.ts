import {z} from 'zod';
import {defineOutsideProbe, field} from '../model/probe.ts';
import {smbAnonymousDialogue} from './dialogues/smb-anonymous.ts';
import {flag, int} from './parse/fields.ts';
import {serversOf, wiresOf} from './parse/told.ts';
import {readSmbAnonymous} from './parse/smb.ts';

/** Whether a server of SMB lets in a client without a name. */
export const smbAnonymous = defineOutsideProbe({
  fact: 'smbAnonymous',
  title: {en: 'SMB without a login', ja: '認証なしのSMB接続'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        session: field(z.enum(['refused', 'anonymous', 'guest']), 'Session without a name', '匿名での接続', {
          values: {
            refused: {en: 'refused', ja: '拒否'},
            anonymous: {en: 'accepted as anonymous', ja: '匿名として許可'},
            guest: {en: 'accepted as guest', ja: 'ゲストとして許可'},
          },
        }),
        pipes: flag('Named pipes (IPC$) opened', '名前付きパイプ（IPC$）への接続'),
      }),
    ),
  }),
  outside: {
    dialogues: [smbAnonymousDialogue],
    parse: (answers) =>
      serversOf(wiresOf(answers, [smbAnonymousDialogue]), ({transcript}) => readSmbAnonymous(transcript)),
  },
});
