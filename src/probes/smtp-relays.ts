import {z} from 'zod';
import {defineOutsideProbe, field, partial, whole} from '../model/probe.ts';
import {relayForms, smtpRelayDialogue} from './dialogues/smtp.ts';
import {int} from './parse/fields.ts';
import {readRelay} from './parse/smtp-relay.ts';
import {readSmtp} from './parse/smtp.ts';

const forms = z.enum(relayForms.map(({form}) => form));

const formNames = {
  plain: {en: 'from a stranger to a stranger', ja: '外部から外部宛て'},
  'no-sender': {en: 'without a sender', ja: '送信者なし（<>）'},
  'own-sender': {en: 'with a sender of the server itself', ja: 'サーバ自身を騙る送信者'},
  route: {en: 'by way of the server (@server:user@domain)', ja: '経路指定（@server:user@domain）'},
  percent: {en: 'disguised as a mailbox of the server (user%domain)', ja: '自サーバ宛ての偽装（user%domain）'},
  local: {en: 'to a mailbox of the server that cannot exist', ja: '存在し得ない自サーバの宛先'},
};

export const smtpRelays = defineOutsideProbe({
  fact: 'smtpRelays',
  title: {en: 'Relaying of mail, tried from outside', ja: '外部から試行したメールの第三者中継'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        accepted: field(z.array(forms), 'Taken to be relayed', '中継を受け付けた形式', {values: formNames}),
        refused: field(z.array(forms), 'Refused as relaying', '中継を拒否した形式', {values: formNames}),
      }),
    ),
  }),
  outside: {
    dialogues: [smtpRelayDialogue],
    parse(answers) {
      const read = answers.wire(smtpRelayDialogue.id).map(({port, transcript}) => {
        const told = readSmtp(transcript);
        return {port, told, relay: told.state === 'speaks' ? readRelay(transcript) : null};
      });
      const servers = read.flatMap(({port, relay}) => (relay === null ? [] : [{port, ...relay.server}]));
      const doubts = read.flatMap(({told, relay}) =>
        told.state === 'unclear' ? [told.because] : (relay?.because ?? []),
      );
      return doubts.length > 0 ? partial({servers}, doubts[0]) : whole({servers});
    },
  },
});
