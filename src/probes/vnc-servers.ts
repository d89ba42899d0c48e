import {z} from 'zod';
import {defineOutsideProbe, field, partial} from '../model/probe.ts';
import {vncDialogue} from './dialogues/remote-access.ts';
import {int, text} from './parse/fields.ts';
import {serversOf, wiresOf} from './parse/told.ts';
import {readVnc} from './parse/vnc.ts';

export const vncServers = defineOutsideProbe({
  fact: 'vncServers',
  title: {en: 'VNC servers from outside', ja: '外部から見たVNCサーバ'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        version: text('Version of the protocol', 'プロトコルのバージョン'),
        securityTypes: field(z.array(z.string()).nullable(), 'Ways to log in that are offered', '提示された認証方式'),
      }),
    ),
  }),
  outside: {
    dialogues: [vncDialogue],
    parse(answers) {
      const parsed = serversOf(wiresOf(answers, [vncDialogue]), ({transcript}) => readVnc(transcript));
      const known = parsed.value.servers.every(({securityTypes}) => securityTypes !== null);
      return known ? parsed : partial(parsed.value, parsed.because ?? 'unsupported');
    },
  },
});
