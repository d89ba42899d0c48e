import {z} from 'zod';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {accountsAsk} from './asks/accounts.ts';
import {readAccounts} from './parse/accounts.ts';

const User = z.object({
  name: field(z.string(), 'User name', 'アカウント名'),
  uid: field(z.int(), 'UID', 'UID'),
  gid: field(z.int(), 'Primary GID', 'プライマリGID'),
  home: field(z.string(), 'Home', 'ホームディレクトリ'),
  shell: field(z.string(), 'Shell', 'シェル'),
  interactive: field(z.boolean(), 'Has a login shell', 'ログインシェルあり'),
});
const Accounts = z.object({users: field(z.array(User), 'Local accounts', 'ローカルアカウント')});

/** passwd(5), which everyone may read. Local accounts alone. */
export const accounts = defineProbe({
  fact: 'accounts',
  title: {en: 'Local accounts', ja: 'ローカルアカウント'},
  cost: 'cheap',
  schema: Accounts,
  ask: {linux: [accountsAsk]},
  parse(answers) {
    const {users, complete} = readAccounts(answers);
    const value = {
      users: users.map(({name, uid, gid, home, shell, interactive}) => ({name, uid, gid, home, shell, interactive})),
    };
    return complete ? whole(value) : partial(value);
  },
});
