import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {dnsDialogue} from './dialogues/dns.ts';
import {flag, int, textOrNull} from './parse/fields.ts';
import {readDns} from './parse/dns-wire.ts';
import {withoutSilent} from './parse/silence.ts';
import {serversOf, wiresOf} from './parse/told.ts';

/** Servers of names, as any client sees them. */
export const nameServers = defineOutsideProbe({
  fact: 'nameServers',
  title: {en: 'DNS servers from outside', ja: '外部から見たDNSサーバ'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('UDP port', 'UDPポート'),
        recursion: flag('Looks names up for the scanner', 'スキャナからの再帰問い合わせを受け付ける'),
        software: textOrNull('Version as told by it', '通知されたバージョン'),
      }),
    ),
  }),
  outside: {
    dialogues: [dnsDialogue],
    parse: (answers) =>
      serversOf(withoutSilent(answers, wiresOf(answers, [dnsDialogue])), ({transcript}) => readDns(transcript)),
  },
});
