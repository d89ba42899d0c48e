import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {x11Dialogue} from './dialogues/remote-access.ts';
import {int, text} from './parse/fields.ts';
import {serversOf, wiresOf} from './parse/told.ts';
import {readX11} from './parse/x11.ts';

export const x11Servers = defineOutsideProbe({
  fact: 'x11Servers',
  title: {en: 'X11 displays from outside', ja: '外部から見たX11ディスプレイ'},
  schema: z.object({
    servers: z.array(
      z.object({port: int('Port', 'ポート'), version: text('Version of the protocol', 'プロトコルのバージョン')}),
    ),
  }),
  outside: {
    dialogues: [x11Dialogue],
    parse: (answers) => serversOf(wiresOf(answers, [x11Dialogue]), ({transcript}) => readX11(transcript)),
  },
});
