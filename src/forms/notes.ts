import type {Bilingual, Language} from '../model/text.ts';
import {markText, type RunMark} from './evidence-text.ts';

type Lines = Readonly<Record<Language, readonly string[]>>;

const questionnaire: Lines = {
  ja: [
    '質問票の記入方法',
    '1行が1つの回答です。白いセルに記入してください。灰色のセルは読むためのもので、取り込みません。',
    '「回答」と「確認方法」は一覧から選びます。回答した行では、説明・回答者・回答日と、有効期限か再確認(日数)のどちらか一方が必須です。',
    '回答は、回答者と別の人が「承認者」に名前を書くまで効力を持ちません。',
    '区画や資産ごとに答えるときは、行をコピーして下に挿入し、「対象」を「区画:区画ID」または資産IDに書き換えます。組織についての条項は「組織全体」だけで答えます。',
    '回答のない行は飛ばして取り込みます。途中まで記入した質問票も取り込めます。',
    '「状態」が期限切れの行は、内容を確かめ直し、回答日と期限を書き改めてください。',
    '「自動確認の結果」は機械による事前記入です。回答を代わりに決めるものではありません。',
    '列の順序は変えて構いません。読み込ませたくない列やシートは、名前を「#」で始めてください。',
    '取り込み: mizumori import <このファイル> --into attestations.yaml',
  ],
  en: [
    'How to fill in this questionnaire',
    'One row is one answer. Fill in the white cells; the grey ones are for reading and are not imported.',
    '“Answer” and “Method” are chosen from a list. A row with an answer needs an explanation, who answered, the date, and either “Until” or “Ask again after (days)”.',
    'An answer has no effect until another person stands under “Approved by”.',
    'To answer for a zone or an asset, copy the row, insert it below and change “Subject” to zone:<id> or an asset id. Clauses about the organisation are answered for the organisation alone.',
    'Rows without an answer are skipped: a questionnaire that is half done can be imported.',
    'Where “State” says expired, look again, then change the date and the term.',
    '“Automatic result” was filled in by a machine. It decides no answer.',
    'Columns may be moved. Begin the name of a column or a sheet with # to keep it from being read.',
    'To import: mizumori import <this file> --into attestations.yaml',
  ],
};

const waivers: Lines = {
  ja: [
    '例外の記入方法',
    '1行が1件の例外です。例外にした不適合は不適合のまま残り、「受容」として期限まで扱われます。',
    '「検査」（検査のID）と「条項」は、どちらか一方を書きます。「検出対象」は、1つの検査が複数の結果を出すときに1件へ絞るためのものです（例: tcp/80）。',
    '「対象資産」は資産ID（*は任意の文字）、区画:区画ID、種別:種別、サイト全体を「;」で区切って書きます。',
    '「理由」は一覧から選びます。「代替策で補っている」を選んだら「代替策」も書きます。申請者と承認者は別の人にしてください。',
    '列の順序は変えて構いません。読み込ませたくない列やシートは、名前を「#」で始めてください。',
    '取り込み: mizumori import <このファイル> --into waivers.yaml',
  ],
  en: [
    'How to fill in this list of waivers',
    'One row is one waiver. What is waived stays a fail; it counts as accepted until the last day.',
    'Write either “Check” (the id of a check) or “Clause”. “Finding subject” narrows a check that gives several findings to one of them, as tcp/80.',
    '“Assets” takes asset ids (* for any characters), zone:<id>, kind:<kind> or site, parted by “;”.',
    '“Reason” is chosen from a list; where another measure makes up for it, write that measure too. Who asks and who approves are two persons.',
    'Columns may be moved. Begin the name of a column or a sheet with # to keep it from being read.',
    'To import: mizumori import <this file> --into waivers.yaml',
  ],
};

const noRun: Bilingual = {
  ja: '「自動確認の結果」は、--run で実行を指定していないため空欄です。',
  en: '“Automatic result” is empty: no run was named with --run.',
};

/** How to fill in the questionnaire, and what was filled in before. */
export function questionnaireNotes(title: Bilingual, run: RunMark | null, language: Language): string[] {
  const [heading = '', ...lines] = questionnaire[language];
  const origin = run === null ? noRun[language] : markText(run, language);
  return [heading, title[language], origin, ...lines];
}

export const waiverNotes = (language: Language): readonly string[] => waivers[language];
