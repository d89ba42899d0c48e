import {z} from 'zod';
import {defineOutsideProbe, partial} from '../model/probe.ts';
import {ftpDialogue, ftpsDialogue} from './dialogues/ftp.ts';
import {flagOrNull} from './parse/fields.ts';
import {greetingFields} from './parse/greeting-fields.ts';
import {readFtp} from './parse/ftp.ts';
import {serversOf, speaks, wiresOf} from './parse/told.ts';

const dialogues = [ftpDialogue, ftpsDialogue];

export const ftpServers = defineOutsideProbe({
  fact: 'ftpServers',
  title: {en: 'FTP servers from outside', ja: '外部から見たFTPサーバ'},
  schema: z.object({
    servers: z.array(
      z.object({
        ...greetingFields,
        authTls: flagOrNull('AUTH TLS offered', 'AUTH TLSへの対応'),
      }),
    ),
  }),
  outside: {
    dialogues,
    parse(answers) {
      const parsed = serversOf(wiresOf(answers, dialogues), ({dialogue, transcript}) => {
        const told = readFtp(transcript);
        return told.state === 'speaks' ? speaks({encrypted: dialogue === ftpsDialogue.id, ...told.server}) : told;
      });
      const known = parsed.value.servers.every(({authTls, encrypted}) => encrypted || authTls !== null);
      return known ? parsed : partial(parsed.value, parsed.because ?? 'unsupported');
    },
  },
});
