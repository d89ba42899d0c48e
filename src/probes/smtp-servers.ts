import {z} from 'zod';
import type {Dialogue, WireStep} from '../model/outside.ts';
import {defineOutsideProbe, partial, whole} from '../model/probe.ts';
import {flag, int, text, texts} from './parse/fields.ts';
import {readSmtp} from './parse/smtp.ts';

const reply = (code: string): WireStep => ({
  do: 'read',
  end: {at: 'line', like: '^[0-9]{3}(?: |$)'},
  like: `^(?:${code}-[^\\n]*\\n)*${code}`,
});
const say = (line: string): WireStep => ({do: 'send', bytes: `${line}\\r\\n`});

/** RFC 5321, RFC 3207: greets, and asks what the server can do. */
export const smtpDialogue: Dialogue = {
  id: 'smtp',
  class: 'read',
  transport: 'tcp',
  service: 'smtp',
  ports: [25, 587],
  steps: [reply('220'), say('EHLO mizumori.invalid'), reply('250'), say('QUIT'), reply('221')],
  seconds: 20,
  limit: 16_384,
};

export const smtpServers = defineOutsideProbe({
  fact: 'smtpServers',
  title: {en: 'Mail servers from outside', ja: '外部から見たメールサーバ'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        greeting: text('Greeting', '応答メッセージ'),
        startTls: flag('STARTTLS offered', 'STARTTLSへの対応'),
        authMethods: texts('Login methods offered without encryption', '暗号化前に提示される認証方式'),
      }),
    ),
  }),
  outside: {
    dialogues: [smtpDialogue],
    parse(answers) {
      const read = answers.wire(smtpDialogue.id).map(({port, transcript}) => ({port, told: readSmtp(transcript)}));
      const servers = read.flatMap(({port, told}) => (told.state === 'speaks' ? [{port, ...told.server}] : []));
      return read.some(({told}) => told.state === 'unclear') ? partial({servers}, 'timeout') : whole({servers});
    },
  },
});
