import {z} from 'zod';
import {rootFiles} from '../model/ask.ts';
import {defineProbe, field, partial, whole, type Answers, type FileText} from '../model/probe.ts';
import {nsswitchAsks, sourcesOf} from './parse/nsswitch.ts';
import {sudoersLines} from './parse/sudoers-text.ts';
import {readSudoers, type Sudoers} from './parse/sudoers.ts';

const mains = ['/etc/sudoers', '/usr/etc/sudoers'] as const;
const folders = ['/etc/sudoers.d', '/usr/etc/sudoers.d'] as const;

const place = {
  file: field(z.string(), 'File', 'ファイル'),
  line: field(z.int(), 'Line', '行'),
};
const Rule = z.object({
  ...place,
  who: field(z.array(z.string()), 'Users and groups', '利用者・グループ'),
  hosts: field(z.array(z.string()), 'Hosts', 'ホスト'),
  runAs: field(z.string(), 'Run as', '実行権限'),
  commands: field(z.array(z.string()), 'Commands', 'コマンド'),
  nopasswd: field(z.boolean(), 'Without a password', 'パスワード不要'),
});
const Default = z.object({
  ...place,
  scope: field(z.string().nullable(), 'Applies to', '適用対象'),
  name: field(z.string(), 'Setting', '設定項目'),
  value: field(z.string().nullable(), 'Value', '値'),
  negated: field(z.boolean(), 'Switched off', '否定'),
});
const Include = z.object({
  ...place,
  target: field(z.string(), 'Included path', '取り込み先'),
  folder: field(z.boolean(), 'Folder', 'ディレクトリ'),
});
const Sudo = z.object({
  installed: field(z.boolean(), 'sudo installed', 'sudo導入'),
  rules: field(z.array(Rule), 'Rules', 'ルール'),
  defaults: field(z.array(Default), 'Defaults', 'Defaults設定'),
  includes: field(z.array(Include), 'Includes', '取り込み'),
});

/** sudo passes over names with a dot and backup files in an included folder. */
function isRead(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return !name.includes('.') && !name.endsWith('~');
}

function unread(found: Sudoers): boolean {
  return found.includes.some(({target, folder}) => !folder || !folders.some((known) => target === known));
}

function filesOf(answers: Answers, main: FileText): {readonly files: FileText[]; readonly complete: boolean} {
  const {includes} = readSudoers(sudoersLines(main));
  const wanted = folders.filter((folder) => includes.some(({target}) => target === folder));
  const more = wanted.map((folder) => answers.files(`${folder}/*`));
  const read = more.flatMap(({files}) => files).filter(({path}) => isRead(path));
  return {files: [main, ...read], complete: more.every(({complete}) => complete)};
}

/** True when rules may come from a directory service too. nsswitch.conf(5), sudoers.ldap(5) */
function fromElsewhere(answers: Answers): boolean {
  return sourcesOf(answers, 'sudoers').some((source) => source !== 'files');
}

/** sudoers(5): rules in the order sudo reads them; the last that fits decides. */
export const sudo = defineProbe({
  fact: 'sudo',
  title: {en: 'sudo rules', ja: 'sudoの権限設定'},
  cost: 'cheap',
  schema: Sudo,
  ask: {linux: [...rootFiles(...mains, ...folders.map((folder) => `${folder}/*`)), ...nsswitchAsks]},
  parse(answers) {
    const main = answers.file(mains[0]) ?? answers.file(mains[1]);
    if (main === null) return whole({installed: false, rules: [], defaults: [], includes: []});
    const {files: all, complete} = filesOf(answers, main);
    const found = readSudoers(all.flatMap(sudoersLines));
    const {rules, defaults, includes, strange} = found;
    const value = {installed: true, rules, defaults, includes};
    const local = !fromElsewhere(answers);
    return complete && local && strange === 0 && !unread(found) ? whole(value) : partial(value);
  },
});
