import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {smtpDialogue, smtpsDialogue} from './dialogues/smtp.ts';
import {flag, int, text, texts} from './parse/fields.ts';
import {readSmtp} from './parse/smtp.ts';
import {serversOf, speaks, wiresOf} from './parse/told.ts';

const dialogues = [smtpDialogue, smtpsDialogue];

export const smtpServers = defineOutsideProbe({
  fact: 'smtpServers',
  title: {en: 'Mail servers from outside', ja: '外部から見たメールサーバ'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        encrypted: flag('TLS from the start', '接続時からTLSを使用'),
        greeting: text('Greeting', '応答メッセージ'),
        namesProduct: flag('Greeting names product or system', '応答メッセージに製品名・OS名を表示'),
        versions: texts('Versions in the greeting', '応答メッセージに表示されたバージョン'),
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
