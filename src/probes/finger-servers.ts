import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {fingerDialogue} from './dialogues/remote-access.ts';
import {int, text} from './parse/fields.ts';
import {readFinger} from './parse/finger.ts';
import {serversOf, wiresOf} from './parse/told.ts';

export const fingerServers = defineOutsideProbe({
  fact: 'fingerServers',
  title: {en: 'Finger servers from outside', ja: '外部から見たfingerサーバ'},
  schema: z.object({
    servers: z.array(z.object({port: int('Port', 'ポート'), said: text('What it said', '応答')})),
  }),
  outside: {
    dialogues: [fingerDialogue],
    parse: (answers) => serversOf(wiresOf(answers, [fingerDialogue]), ({transcript}) => readFinger(transcript)),
  },
});
