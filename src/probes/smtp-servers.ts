import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {smtpDialogue, smtpsDialogue} from './dialogues/smtp.ts';
import {flag, texts} from './parse/fields.ts';
import {greetingFields} from './parse/greeting-fields.ts';
import {readSmtp} from './parse/smtp.ts';
import {serversOf, speaks, wiresOf} from './parse/told.ts';

const dialogues = [smtpDialogue, smtpsDialogue];

export const smtpServers = defineOutsideProbe({
  fact: 'smtpServers',
  title: {en: 'Mail servers from outside', ja: '外部から見たメールサーバ'},
  schema: z.object({
    servers: z.array(
      z.object({
        ...greetingFields,
        startTls: flag('STARTTLS offered', 'STARTTLSへの対応'),
        authMethods: texts('Login methods offered', '提示された認証方式'),
        vrfy: flag('VRFY offered', 'VRFYの提示'),
        expn: flag('EXPN offered', 'EXPNの提示'),
      }),
    ),
  }),
  outside: {
    dialogues,
    parse: (answers) =>
      serversOf(wiresOf(answers, dialogues), ({dialogue, transcript}) => {
        const told = readSmtp(transcript);
        return told.state === 'speaks' ? speaks({encrypted: dialogue === smtpsDialogue.id, ...told.server}) : told;
      }),
  },
});
