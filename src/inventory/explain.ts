import type {z} from 'zod';
import type {Bilingual} from '../model/text.ts';
import type {Problems} from './problems.ts';
import {brief, suggest, writeInstead} from '../model/suggest.ts';
import {find, keyPosition, type Path, positionOf, type Tree} from './tree.ts';

const samples: Readonly<Record<string, string>> = {
  id: 'id: srv-01',
  kind: 'kind: server',
  zone: 'zone: office',
  address: 'address: 192.0.2.10',
  access: 'access: [{via: ssh, credential: NAME}]',
  policy: 'policy: office',
  site: 'site: {name: 見本市水道局}',
  zones: 'zones: [{id: office, policy: office}]',
  assets:
    'assets: [{id: srv-01, kind: server, zone: office, address: 192.0.2.10, access: [{via: ssh, credential: NAME}]}]',
  name: 'name: 見本市水道局',
  user: 'user: scan',
  credential: 'credential: NAME',
  community: 'community: "env:NAME"',
  key: 'key: "env:NAME"',
  via: 'via: ssh',
  version: 'version: 3',
  protocol: 'protocol: sha256',
  status: 'status: declined',
};

/** Headers of the CSV columns, and what else a key is called in Japanese. */
const names: Readonly<Record<string, string>> = {
  id: '資産ID',
  kind: '種別',
  zone: '区画',
  address: 'アドレス',
  access: '接続方法',
  via: '接続方法',
  credential: '認証情報',
  policy: '区画の方針',
  name: '名称',
  site: '事業体',
  zones: '区画の一覧',
  assets: '資産の一覧',
};

const map: Bilingual = {
  en: 'a map: {name: value, …}, or indented “name: value” lines',
  ja: 'マップ（{名前: 値, …} または字下げした「名前: 値」の行）',
};

const shapes: Readonly<Record<string, Bilingual>> = {
  string: {en: 'one value', ja: '1つの値'},
  array: {en: 'a list: [ … ], or lines with “- ”', ja: 'リスト（[ … ] または「- 」で始まる行）'},
  object: map,
  record: map,
};

/** What to say when a required key is absent. */
export function missing(key: string): Bilingual {
  const sample = samples[key];
  const name = names[key] === undefined ? '' : `（${names[key]}）`;
  const [en, ja] = sample === undefined ? ['', ''] : [`; write e.g. ${sample}`, `「${sample}」のように書いてください`];
  return {en: `“${key}” is missing${en}`, ja: `「${key}」${name}がありません。${ja}`};
}

/** What to say of a key that does not exist. */
export function unknownKey(key: string, known: readonly string[]): Bilingual {
  const instead = writeInstead(key, known);
  return {
    en: `unknown key “${brief(key)}”; ${instead.en}`,
    ja: `「${brief(key)}」という項目はありません。${instead.ja}`,
  };
}

function unknownKeyWithoutValue(known: readonly string[]): Bilingual {
  const all = known.join(', ');
  return {
    en: `unknown key without a value; put text that holds a comma in quotes. Keys: ${all}`,
    ja: `値のない不明な項目です。カンマを含む値は引用符で囲んでください。使える項目: ${all}`,
  };
}

/** What to say of a word that is not among the allowed ones. */
export function notAllowed(value: string, allowed: readonly string[]): Bilingual {
  const all = allowed.join(', ');
  const near = suggest(value, allowed);
  const [en, ja] = near === null ? ['', ''] : [`did you mean “${near}”? `, `「${near}」の誤りではありませんか。`];
  return {
    en: `“${brief(value)}” is not allowed here; ${en}allowed: ${all}`,
    ja: `「${brief(value)}」は使えません。${ja}使える値: ${all}`,
  };
}

/** What to say where text, a list (`array`) or a map (`object`) is wanted. */
export function wrongShape(expected: string): Bilingual {
  const shape = shapes[expected] ?? {en: expected, ja: expected};
  return {en: `write ${shape.en} here`, ja: `ここには${shape.ja}を書いてください`};
}

function explainWord(path: Path, allowed: readonly unknown[], tree: Tree): Bilingual {
  const found = find(tree, path);
  if (found === null) return missing(String(path.at(-1)));
  return found.kind === 'text' ? notAllowed(found.text, allowed.map(String)) : wrongShape('string');
}

function message(issue: z.core.$ZodIssue, tree: Tree): Bilingual {
  switch (issue.code) {
    case 'invalid_type':
      return find(tree, issue.path) === null ? missing(String(issue.path.at(-1))) : wrongShape(issue.expected);
    case 'invalid_value':
      return explainWord(issue.path, issue.values, tree);
    case 'invalid_union':
      return explainWord(issue.path, unionWords(issue), tree);
    case 'custom':
      return issue.params as Bilingual;
    default:
      return {en: issue.message, ja: `値が正しくありません（${issue.message}）`};
  }
}

function unionWords(issue: z.core.$ZodIssue): readonly unknown[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
}

function tellUnknown(key: string, path: Path, known: readonly string[], tree: Tree, problems: Problems): void {
  // In `{password: abc,def}` def is a key without a value, and half a password: it is not quoted.
  const hasValue = find(tree, [...path, key]) !== null;
  const message = hasValue ? unknownKey(key, known) : unknownKeyWithoutValue(known);
  problems.add(keyPosition(tree, path, key), message);
}

/** Tells the issues of a schema at their places in the file. */
export function explain(issues: readonly z.core.$ZodIssue[], tree: Tree, problems: Problems): void {
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') {
      problems.add(positionOf(tree, issue.path), message(issue, tree));
      continue;
    }
    for (const key of issue.keys) tellUnknown(key, issue.path, issue.message.split(' '), tree, problems);
  }
}
