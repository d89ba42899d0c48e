import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {ftpAnonymousDialogue} from './dialogues/ftp.ts';
import {flag, int} from './parse/fields.ts';
import {readAnonymous} from './parse/ftp.ts';
import {serversOf, wiresOf} from './parse/told.ts';

export const ftpAnonymous = defineOutsideProbe({
  fact: 'ftpAnonymous',
  title: {en: 'Anonymous FTP, tried from outside', ja: '外部から試行した匿名FTPログイン'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        allowed: flag('Anonymous login', '匿名ログイン', {
          values: {true: {en: 'let in', ja: '許可'}, false: {en: 'refused', ja: '拒否'}},
        }),
      }),
    ),
  }),
  outside: {
    dialogues: [ftpAnonymousDialogue],
    parse: (answers) =>
      serversOf(wiresOf(answers, [ftpAnonymousDialogue]), ({transcript}) => readAnonymous(transcript)),
  },
});
