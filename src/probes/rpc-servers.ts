import {z} from 'zod';
import {defineOutsideProbe, field} from '../model/probe.ts';
import {rpcDialogue} from './dialogues/rpc.ts';
import {int, textOrNull} from './parse/fields.ts';
import {serversOf, wiresOf} from './parse/told.ts';
import {readRpc} from './parse/rpc.ts';

/** Programs of RPC that a host tells any client of: NFS and what belongs to it, NIS. */
export const rpcServers = defineOutsideProbe({
  fact: 'rpcServers',
  title: {en: 'RPC programs from outside (rpcbind)', ja: '外部から見たRPCプログラム（rpcbind）'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        programs: z.array(
          z.object({
            program: int('Program', 'プログラム番号'),
            name: textOrNull('Name', '名称'),
            version: int('Version', 'バージョン'),
            protocol: field(z.enum(['tcp', 'udp', 'other']), 'Protocol', 'プロトコル', {
              values: {
                tcp: {en: 'TCP', ja: 'TCP'},
                udp: {en: 'UDP', ja: 'UDP'},
                other: {en: 'other', ja: 'その他'},
              },
            }),
            port: int('Port of the program', 'プログラムのポート'),
          }),
        ),
      }),
    ),
  }),
  outside: {
    dialogues: [rpcDialogue],
    parse: (answers) => serversOf(wiresOf(answers, [rpcDialogue]), ({transcript}) => readRpc(transcript)),
  },
});
