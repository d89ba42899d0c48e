import {z} from 'zod';
import {rootFiles} from '../model/ask.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {readDoas} from './parse/doas.ts';

const main = '/etc/doas.conf';
const folder = '/etc/doas.d/*.conf';

const Rule = z.object({
  file: field(z.string(), 'File', 'ファイル'),
  line: field(z.int(), 'Line', '行'),
  permit: field(z.boolean(), 'Permits', '許可', {
    values: {true: {en: 'permits', ja: '許可'}, false: {en: 'denies', ja: '拒否'}},
  }),
  who: field(z.string(), 'User or group', '利用者・グループ'),
  runAs: field(z.string().nullable(), 'Run as', '実行権限'),
  command: field(z.string().nullable(), 'Command', 'コマンド'),
  nopass: field(z.boolean(), 'Without a password', 'パスワード不要'),
  persist: field(z.boolean(), 'Password asked for once in a while', 'パスワードの再入力を一定時間省略'),
  nolog: field(z.boolean(), 'Not logged', 'ログ記録なし'),
});
const Doas = z.object({
  configured: field(z.boolean(), 'doas configured', 'doasの設定あり'),
  rules: field(z.array(Rule), 'Rules', 'ルール'),
});

/**
 * doas.conf(5), doas.d(5): rules of either place, the file's ahead. Which of the two is read depends on how doas was built,
 * and without both it permits nothing.
 */
export const doas = defineProbe({
  fact: 'doas',
  title: {en: 'doas rules', ja: 'doasの権限設定'},
  cost: 'cheap',
  schema: Doas,
  ask: {linux: rootFiles(main, folder)},
  parse(answers) {
    const own = answers.file(main);
    const {files, complete} = answers.files(folder);
    const all = [...(own === null ? [] : [own]), ...files];
    const read = all.map(readDoas);
    const value = {configured: all.length > 0, rules: read.flatMap(({rules}) => rules)};
    const understood = read.every(({strange}) => strange === 0) && all.every(({cut}) => !cut);
    return complete && understood ? whole(value) : partial(value);
  },
});
