import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {rsyncDialogue} from './dialogues/rsync.ts';
import {int, text, texts} from './parse/fields.ts';
import {serversOf, wiresOf} from './parse/told.ts';
import {readRsync} from './parse/rsync.ts';

/** Servers of rsync, and the modules that they tell everybody. */
export const rsyncServers = defineOutsideProbe({
  fact: 'rsyncServers',
  title: {en: 'rsync servers from outside', ja: '外部から見たrsyncサーバ'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        protocol: text('Version of the protocol', 'プロトコルのバージョン'),
        modules: texts('Modules listed', '一覧で公開しているモジュール'),
      }),
    ),
  }),
  outside: {
    dialogues: [rsyncDialogue],
    parse: (answers) => serversOf(wiresOf(answers, [rsyncDialogue]), ({transcript}) => readRsync(transcript)),
  },
});
