import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {ldapAnonymousDialogues} from './dialogues/ldap.ts';
import {flag, int} from './parse/fields.ts';
import {readLdapAnonymous} from './parse/ldap-wire.ts';
import {serversOf, wiresOf} from './parse/told.ts';

/** What a directory gives a client that has not logged in. */
export const ldapAnonymous = defineOutsideProbe({
  fact: 'ldapAnonymous',
  title: {en: 'LDAP without a login', ja: '認証なしのLDAP接続'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        bind: flag('Anonymous login accepted', '匿名でのログイン（バインド）を許可'),
        reads: flag('Entries given without a login', '認証なしで登録内容を閲覧可能'),
      }),
    ),
  }),
  outside: {
    dialogues: ldapAnonymousDialogues,
    parse: (answers) =>
      serversOf(wiresOf(answers, ldapAnonymousDialogues), ({transcript}) => readLdapAnonymous(transcript)),
  },
});
