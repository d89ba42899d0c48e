import type {Asset} from '../model/asset.ts';
import {successAnswer} from '../model/evidence.ts';
import {kitAsk, writeKitRecord, type KitRecord} from '../model/kit.ts';
import type {Platform} from '../model/platform.ts';
import type {Bilingual} from '../model/text.ts';
import {platforms} from '../platforms/index.ts';
import type {NewExchange, Redact} from '../transports/exchanges.ts';
import {answerForm} from './answer-file/form.ts';
import {readAnswerFile, type AnswerFile} from './answer-file/read.ts';
import {readWindowsFile} from './answer-file/windows/read.ts';
import {kits} from './index.ts';
import type {AnswerForm, KitAnswers, KitQuestions} from './kit.ts';
import {matchAsset} from './match.ts';
import {readDeviceLog} from './network/read-log.ts';
import {about, refusal} from './refusal.ts';
import {readWindowsText} from './windows-text.ts';

export type KitForm = KitRecord['form'];

export interface TakeInput {
  readonly file: string;
  readonly form: KitForm;
  readonly assets: readonly Asset[];
  /** Id of the asset that the file is of; null: it is found. */
  readonly asset: string | null;
  readonly redactorFor: (platform: string) => Redact;
}

/** What was taken from one file. */
export interface Taken {
  readonly file: string;
  readonly asset: string;
  /** The record of the file comes first. */
  readonly exchanges: readonly NewExchange[];
  readonly matchedBy: KitRecord['matchedBy'];
  /** When it was collected, UTC ISO 8601. */
  readonly at: string;
  readonly sha256: string;
  /** What a person should know of it. */
  readonly notices: readonly Bilingual[];
}

function recordExchange(record: KitRecord, {sentAt, receivedAt}: NewExchange): NewExchange {
  return {
    ...{ask: kitAsk, request: record.form, via: 'kit', privilege: 'user', sentAt, receivedAt},
    answer: successAnswer(writeKitRecord(record), {cut: !record.whole}),
  };
}

function platformNamed(id: string): Platform {
  const platform = platforms.find((each) => each.id === id);
  if (platform !== undefined) return platform;
  throw refusal(`is of the platform ${id}, which this version does not know`, `の機種${id}は、この版では扱えません`);
}

function noKit(platform: string): Error {
  return refusal(
    `is of the platform ${platform}, which this version has no kit for`,
    `の機種${platform}のキットは、この版にありません`,
  );
}

type Of<F extends AnswerForm> = Extract<KitAnswers, {readonly form: F}>;

const isOf =
  <F extends AnswerForm>(form: F) =>
  (answers: KitAnswers | null): answers is Of<F> =>
    answers?.form === form;

function questionsFor(platform: string): KitQuestions {
  const found = kits.filter((kit) => kit.platforms.includes(platform)).map(({answers}) => answers);
  const answers = found.find(isOf('shell'));
  if (answers !== undefined) return answers;
  throw noKit(platform);
}

/** Of all that a kit for a POSIX shell may write as one answer, in bytes. */
const longestBody = (): number =>
  Math.max(...kits.flatMap(({answers}) => (isOf('shell')(answers) ? answers.slots().map(({limit}) => limit) : [])));

/** Reads an answer file in the form that it tells. */
function readFile(file: string, redactorFor: TakeInput['redactorFor']): AnswerFile {
  const form = answerForm(file);
  if (form === 'shell') return readAnswerFile(file, questionsFor, redactorFor, longestBody());
  const answers = kits.map((kit) => kit.answers).find(isOf(form));
  if (answers === undefined) throw new Error(`no kit for the form ${form}`);
  return readWindowsFile(file, answers, redactorFor);
}

const some = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} … (${names.length})` : names.join(', ');

function takeAnswerFile({file, assets, asset, redactorFor}: TakeInput): Taken {
  const found = readFile(file, redactorFor);
  const {head, exchanges, whole, lost, foreign, sha256, bytes} = found;
  const platform = platformNamed(head.platform);
  const matched = matchAsset(head.host, platform, assets, asset);
  const {kit, questionsDigest: questions, host} = head;
  const record: KitRecord = {
    ...{form: 'answer-file', platform: platform.id, sha256, bytes, kit, questions, whole, matchedBy: matched.by, host},
  };
  const notices: Bilingual[] = [];
  if (!whole)
    notices.push({
      en: `is not whole: ${lost} answers are missing or damaged, and count as not tested`,
      ja: `は不完全です。欠けている、または壊れている回答が${lost}件あり、「未確認」として扱います`,
    });
  if (foreign.length > 0)
    notices.push({
      en: `was made by another version: answers to questions that differ are not taken: ${some(foreign)}`,
      ja: `は別の版のキットで作られています。質問が異なる項目は取り込みません: ${some(foreign)}`,
    });
  return takenOf(file, matched.asset.id, record, exchanges, head.startedAt, notices);
}

function takenOf(
  file: string,
  asset: string,
  record: KitRecord,
  exchanges: readonly NewExchange[],
  at: string,
  notices: readonly Bilingual[],
): Taken {
  const [first] = exchanges;
  if (first === undefined) throw new Error('a file without an answer was not refused');
  const {sha256, matchedBy} = record;
  return {file, asset, exchanges: [recordExchange(record, first), ...exchanges], at, notices, sha256, matchedBy};
}

/** The platform that the inventory declares for the asset that was named; null: it has to be found out. */
function declaredPlatform({assets, asset}: TakeInput): Platform | null {
  const declared = assets.find(({id}) => id === asset)?.platform ?? 'auto';
  return declared === 'auto' ? null : platformNamed(declared);
}

function takeLog(input: TakeInput): Taken {
  const {file, assets, asset, redactorFor} = input;
  const log = readDeviceLog(file, declaredPlatform(input), redactorFor);
  const {platform, exchanges, cut, missing, host, sha256, bytes} = log;
  const matched = matchAsset(host, platform, assets, asset);
  const whole = cut.length + missing.length === 0;
  const [kit, questions] = [null, null];
  const record: KitRecord = {
    ...{form: 'terminal-log', platform: platform.id, sha256, bytes, kit, questions, whole, matchedBy: matched.by, host},
  };
  const notices: Bilingual[] = [];
  if (cut.length > 0)
    notices.push({
      en: `does not surely show all that was answered to: ${some(cut)}`,
      ja: `では、次のコマンドの出力がすべて記録されているか確認できません: ${some(cut)}`,
    });
  if (missing.length > 0)
    notices.push({
      en: `does not show these commands: ${some(missing)}`,
      ja: `に、次のコマンドがありません: ${some(missing)}`,
    });
  return takenOf(file, matched.asset.id, record, exchanges, exchanges[0]?.receivedAt ?? '', notices);
}

function takeWindowsText({file, assets, asset, redactorFor}: TakeInput): Taken {
  const platform = platformNamed('windows');
  const {exchange, host, whole, sha256, bytes} = readWindowsText(file, redactorFor(platform.id));
  const matched = matchAsset(host, platform, assets, asset);
  const [kit, questions] = [null, null];
  const record: KitRecord = {
    ...{form: 'windows-text', platform: platform.id, sha256, bytes, kit, questions, whole, matchedBy: matched.by, host},
  };
  const notice = {
    en: 'tells of some updates in a way that is not surely understood',
    ja: 'の更新プログラムの一覧に、確実に読み取れない部分があります',
  };
  return takenOf(file, matched.asset.id, record, [exchange], exchange.receivedAt, whole ? [] : [notice]);
}

/** Takes answers from one file, as far as it is whole, redacted, for the asset that it is of. @throws InputError */
export function takeKitFile(input: TakeInput): Taken {
  return about(input.file, () => {
    switch (input.form) {
      case 'answer-file':
        return takeAnswerFile(input);
      case 'terminal-log':
        return takeLog(input);
      case 'windows-text':
        return takeWindowsText(input);
      default:
        return input.form satisfies never;
    }
  });
}
