import type {ErrorCode} from 'yaml';
import type {Bilingual} from './text.ts';

const quoting: Bilingual = {
  en: 'this text cannot stand unquoted here; put it in double quotes',
  ja: 'この文字列はそのままでは書けません。二重引用符で囲んでください',
};
const indent: Bilingual = {
  en: 'wrong indentation, or a [ or { that is not closed; align the line with its neighbours, using spaces',
  ja: '字下げが合っていないか、「[」「{」が閉じられていません。前後の行と半角スペースでそろえてください',
};
const anchors: Bilingual = {
  en: 'anchor, alias or tag in a wrong place; write the value plainly',
  ja: 'アンカー・参照・タグの位置が正しくありません。値をそのまま書いてください',
};
const keys: Bilingual = {
  en: 'a key must be one short text on one line: “name: value”',
  ja: '項目名は1行の短い文字列で「名前: 値」の形に書いてください',
};
const structure: Bilingual = {
  en: 'not valid YAML here; look for a missing colon, bracket, comma or quote in this line or the one before',
  ja: 'YAMLとして正しくありません。この行か前の行に、コロン・括弧・カンマ・引用符の抜けがないか確かめてください',
};
const tags: Bilingual = {
  en: 'tags (!name) are not used here; delete it, or quote text that begins with “!”',
  ja: 'タグ（!名前）は使えません。削除するか、「!」で始まる文字列なら引用符で囲んでください',
};

// The parser's own messages quote the file, and a file may hold a password by mistake.
const messages: Readonly<Record<ErrorCode, Bilingual>> = {
  ALIAS_PROPS: anchors,
  BAD_ALIAS: anchors,
  BAD_DIRECTIVE: structure,
  BAD_DQ_ESCAPE: {
    en: 'unknown escape in double quotes; write \\\\ for a backslash, or use single quotes',
    ja: '二重引用符の中の「\\」の使い方が正しくありません。「\\\\」と書くか、単一引用符を使ってください',
  },
  BAD_INDENT: indent,
  BAD_PROP_ORDER: anchors,
  BAD_SCALAR_START: quoting,
  BLOCK_AS_IMPLICIT_KEY: {
    en: 'a second “: ” in one line; put the value in double quotes, or start a new line',
    ja: '1行に「: 」が2つあります。値を二重引用符で囲むか、改行してください',
  },
  BLOCK_IN_FLOW: structure,
  DUPLICATE_KEY: keys,
  IMPOSSIBLE: structure,
  KEY_OVER_1024_CHARS: keys,
  MISSING_CHAR: structure,
  MULTILINE_IMPLICIT_KEY: keys,
  MULTIPLE_ANCHORS: anchors,
  MULTIPLE_DOCS: {
    en: 'a second document begins here (---); write one document alone',
    ja: 'ここから2つ目の文書（---）が始まっています。1つの文書だけにしてください',
  },
  MULTIPLE_TAGS: tags,
  NON_STRING_KEY: keys,
  RESOURCE_EXHAUSTION: {en: 'nested too deeply, or too much repeated', ja: '入れ子または繰り返しが多すぎます'},
  TAB_AS_INDENT: {en: 'a tab as indentation; use spaces', ja: 'タブで字下げされています。半角スペースを使ってください'},
  TAG_RESOLVE_FAILED: tags,
  UNEXPECTED_TOKEN: structure,
  BAD_COLLECTION_TYPE: tags,
};

/** What to write instead, for an error code of the YAML parser. */
export function syntaxMessage(code: ErrorCode): Bilingual {
  return messages[code];
}
