import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {ntpMonitorDialogue} from './dialogues/ntp.ts';
import {int} from './parse/fields.ts';
import {withoutSilent} from './parse/silence.ts';
import {serversOf, wiresOf} from './parse/told.ts';
import {readMonitorList} from './parse/ntp-wire.ts';

/** Servers of time that give a stranger the list of their clients, and so flood whom the stranger pretends to be. */
export const ntpMonitor = defineOutsideProbe({
  fact: 'ntpMonitor',
  title: {en: 'NTP servers that list their clients (monlist)', ja: 'NTPサーバの利用者一覧（monlist）'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('UDP port', 'UDPポート'),
        amplification: int('Bytes answered for each byte asked', '要求に対する応答の倍率'),
      }),
    ),
  }),
  outside: {
    dialogues: [ntpMonitorDialogue],
    parse: (answers) =>
      serversOf(withoutSilent(answers, wiresOf(answers, [ntpMonitorDialogue])), ({transcript}) =>
        readMonitorList(transcript),
      ),
  },
});
