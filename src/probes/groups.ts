import {z} from 'zod';
import {files} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {accountsAsk} from './asks/accounts.ts';
import {readAccounts, type LocalAccount} from './parse/accounts.ts';

const Group = z.object({
  name: field(z.string(), 'Group', 'グループ'),
  gid: field(z.int(), 'GID', 'GID'),
  members: field(z.array(z.string()), 'Members', '所属アカウント'),
});
type Group = z.infer<typeof Group>;
const Groups = z.object({groups: field(z.array(Group), 'Local groups', 'ローカルグループ')});

function groupOf(line: string, users: readonly LocalAccount[]): Group | null {
  const [name = '', , gid = '', members, ...rest] = line.split(':');
  if (name === '' || !/^\d{1,10}$/.test(gid) || members === undefined || rest.length > 0) return null;
  const primary = users.filter((user) => user.gid === Number(gid)).map((user) => user.name);
  const listed = members.split(',').filter((member) => member !== '');
  return {name, gid: Number(gid), members: [...new Set([...listed, ...primary])].sort()};
}

/** group(5), with the accounts whose primary group it is. */
export const groups = defineProbe({
  fact: 'groups',
  title: {en: 'Local groups', ja: 'ローカルグループ'},
  cost: 'cheap',
  schema: Groups,
  ask: {linux: [accountsAsk, ...files('/etc/group')]},
  parse(answers) {
    const file = answers.file('/etc/group');
    if (file === null) throw new Gap('unsupported', 'no /etc/group');
    const {users, complete} = readAccounts(answers);
    const lines = file.text.split('\n').filter((line) => line !== '' && !/^[#+-]/.test(line));
    const read = lines.map((line) => groupOf(line, users));
    const understood = read.filter((group) => group !== null);
    const value = {groups: understood};
    return complete && understood.length === read.length ? whole(value) : partial(value);
  },
});
