import {z} from 'zod';
import {defineOutsideProbe, field} from '../model/probe.ts';
import {rexecDialogue, rloginDialogue, rshDialogue} from './dialogues/remote-access.ts';
import {int, text} from './parse/fields.ts';
import {readRemoteShell} from './parse/remote-shell.ts';
import {serversOf, speaks, wiresOf} from './parse/told.ts';

const dialogues = [rexecDialogue, rloginDialogue, rshDialogue];
const protocols = z.enum(['rexec', 'rlogin', 'rsh']);

export const remoteShells = defineOutsideProbe({
  fact: 'remoteShells',
  title: {en: 'rlogin, rsh and rexec from outside', ja: '外部から見たrlogin・rsh・rexec'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        protocol: field(protocols, 'Protocol', 'プロトコル'),
        said: text('What it said', '応答'),
      }),
    ),
  }),
  outside: {
    dialogues,
    parse: (answers) =>
      serversOf(wiresOf(answers, dialogues), ({dialogue, transcript}) => {
        const told = readRemoteShell(transcript);
        return told.state === 'speaks' ? speaks({protocol: protocols.parse(dialogue), ...told.server}) : told;
      }),
  },
});
