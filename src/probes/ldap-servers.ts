import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {ldapDialogues} from './dialogues/ldap.ts';
import {flag, int, textOrNull, texts} from './parse/fields.ts';
import {readLdap} from './parse/ldap-wire.ts';
import {serversOf, speaks, wiresOf} from './parse/told.ts';

/** Directories, as they tell any client of themselves. */
export const ldapServers = defineOutsideProbe({
  fact: 'ldapServers',
  title: {en: 'Directory servers (LDAP) from outside', ja: '外部から見たディレクトリサーバ（LDAP）'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        encrypted: flag('Under TLS from the start', '接続時からTLSで暗号化'),
        told: flag('Tells strangers of itself (root DSE)', '認証なしでの自己情報（rootDSE）の提供'),
        startTls: flag('STARTTLS offered', 'STARTTLSへの対応'),
        activeDirectory: flag('Active Directory', 'Active Directory'),
        contexts: texts('Trees of entries', '提供しているツリー'),
        mechanisms: texts('Login methods (SASL)', '認証方式（SASL）'),
        software: textOrNull('Software as told by it', '通知されたソフトウェア'),
      }),
    ),
  }),
  outside: {
    dialogues: ldapDialogues,
    parse: (answers) =>
      serversOf(wiresOf(answers, ldapDialogues), ({dialogue, transcript}) => {
        const told = readLdap(transcript);
        return told.state === 'speaks' ? speaks({...told.server, encrypted: dialogue.startsWith('ldaps')}) : told;
      }),
  },
});
