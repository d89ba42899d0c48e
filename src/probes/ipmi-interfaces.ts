import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {ipmiDialogue} from './dialogues/ipmi.ts';
import {flag, int} from './parse/fields.ts';
import {withoutSilent} from './parse/silence.ts';
import {serversOf, wiresOf} from './parse/told.ts';
import {readIpmi} from './parse/ipmi.ts';

/** Controllers that switch a server on and off and show its screen, whatever its system does. */
export const ipmiInterfaces = defineOutsideProbe({
  fact: 'ipmiInterfaces',
  title: {en: 'Server management controllers (IPMI) from outside', ja: '外部から見たサーバ管理コントローラ（IPMI）'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('UDP port', 'UDPポート'),
        version2: flag('IPMI 2.0', 'IPMI 2.0への対応'),
        withoutAuthentication: flag('Sessions without authentication', '認証なしのセッションを許可'),
        anonymousLogin: flag('User without name and password', '名前もパスワードもない利用者'),
        defaultKey: flag('Key of the maker (Kg is zeros)', '出荷時の鍵（Kgがゼロ）'),
      }),
    ),
  }),
  outside: {
    dialogues: [ipmiDialogue],
    parse: (answers) =>
      serversOf(withoutSilent(answers, wiresOf(answers, [ipmiDialogue])), ({transcript}) => readIpmi(transcript)),
  },
});
