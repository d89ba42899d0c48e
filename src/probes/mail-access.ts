import {z} from 'zod';
import {defineOutsideProbe, field} from '../model/probe.ts';
import {imapDialogue, imapsDialogue, pop3Dialogue, pop3sDialogue} from './dialogues/mailbox.ts';
import {flag, texts} from './parse/fields.ts';
import {greetingFields} from './parse/greeting-fields.ts';
import {readImap, readPop3} from './parse/mailbox.ts';
import {serversOf, speaks, wiresOf} from './parse/told.ts';

const overTls = [pop3sDialogue, imapsDialogue];
const dialogues = [pop3Dialogue, imapDialogue, ...overTls];
const pop3 = new Set([pop3Dialogue.id, pop3sDialogue.id]);

export const mailAccess = defineOutsideProbe({
  fact: 'mailAccess',
  title: {en: 'POP3 and IMAP servers from outside', ja: '外部から見たPOP3・IMAPサーバ'},
  schema: z.object({
    servers: z.array(
      z.object({
        ...greetingFields,
        protocol: field(z.enum(['pop3', 'imap']), 'Protocol', 'プロトコル', {
          values: {pop3: {en: 'POP3', ja: 'POP3'}, imap: {en: 'IMAP', ja: 'IMAP'}},
        }),
        startTls: flag('STARTTLS offered', 'STARTTLSへの対応'),
        clearTextLogins: texts(
          'Logins offered that send the password as it is',
          '提示されたパスワード平文送信の認証方式',
        ),
      }),
    ),
  }),
  outside: {
    dialogues,
    parse: (answers) =>
      serversOf(wiresOf(answers, dialogues), ({dialogue, transcript}) => {
        const [protocol, read] = pop3.has(dialogue) ? (['pop3', readPop3] as const) : (['imap', readImap] as const);
        const told = read(transcript);
        const encrypted = overTls.some(({id}) => id === dialogue);
        return told.state === 'speaks' ? speaks({protocol, encrypted, ...told.server}) : told;
      }),
  },
});
