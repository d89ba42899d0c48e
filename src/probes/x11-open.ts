import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {x11OpenDialogue} from './dialogues/remote-access.ts';
import {flag, int} from './parse/fields.ts';
import {serversOf, wiresOf} from './parse/told.ts';
import {readX11Open} from './parse/x11.ts';

export const x11Open = defineOutsideProbe({
  fact: 'x11Open',
  title: {en: 'X11 displays, tried without authorisation', ja: '認証なしの接続を試行したX11ディスプレイ'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        open: flag('Without authorisation', '認証なしの接続', {
          values: {true: {en: 'let in', ja: '許可'}, false: {en: 'refused', ja: '拒否'}},
        }),
      }),
    ),
  }),
  outside: {
    dialogues: [x11OpenDialogue],
    parse: (answers) => serversOf(wiresOf(answers, [x11OpenDialogue]), ({transcript}) => readX11Open(transcript)),
  },
});
