import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {telnetDialogue} from './dialogues/remote-access.ts';
import {int, text} from './parse/fields.ts';
import {readTelnet} from './parse/telnet.ts';
import {serversOf, wiresOf} from './parse/told.ts';

export const telnetServers = defineOutsideProbe({
  fact: 'telnetServers',
  title: {en: 'Telnet servers from outside', ja: '外部から見たTelnetサーバ'},
  schema: z.object({
    servers: z.array(z.object({port: int('Port', 'ポート'), greeting: text('Greeting', '応答メッセージ')})),
  }),
  outside: {
    dialogues: [telnetDialogue],
    parse: (answers) => serversOf(wiresOf(answers, [telnetDialogue]), ({transcript}) => readTelnet(transcript)),
  },
});
