import type {Answer, Exchange} from '../../model/evidence.ts';
import {limits} from '../input.ts';
import {fill} from '../text/fill.ts';
import {timeView, type TimeView} from '../text/time.ts';
import {clipBytes, visibleBlock} from '../text/visible.ts';
import {evidenceAnchor, type Context} from './common.ts';
import {deviceText, reasonText} from './value.ts';

export interface EvidenceView {
  readonly anchor: string;
  readonly seq: number;
  readonly ask: string;
  readonly request: string;
  readonly via: string;
  readonly privilege: string;
  readonly sent: TimeView;
  readonly received: TimeView;
  /** Exit status, `—` for none, or that there was no answer. */
  readonly exit: string;
  readonly redactions: number;
  /** Redacted answer, or why there is none. */
  readonly body: string;
  /** What was left out or could not be read; null when the whole answer is there. */
  readonly cut: string | null;
}

interface Excerpt {
  readonly body: string;
  readonly cut: string | null;
}

function excerpt(answer: Extract<Answer, {ok: true}>, exchange: Exchange, asset: string, {texts}: Context): Excerpt {
  if (answer.absent) return {body: texts.page.absent, cut: null};
  const {text, omitted} = clipBytes(answer.body, limits.excerpt);
  const file = `evidence/${asset}.jsonl`;
  const notes = [
    omitted === 0 ? '' : fill(texts.value.cutBody, {n: omitted, file, seq: exchange.seq}),
    answer.cut ? texts.value.cutBodyUnknown : '',
    answer.encoding === 'lossy' ? texts.value.lossy : '',
  ].filter((note) => note !== '');
  return {
    body: answer.body === '' ? texts.page.noBody : visibleBlock(text),
    cut: notes.length === 0 ? null : notes.join(' '),
  };
}

export function evidenceView(exchange: Exchange, asset: string, context: Context): EvidenceView {
  const {texts, timezone} = context;
  const {answer} = exchange;
  const told = answer.ok
    ? {
        ...excerpt(answer, exchange, asset, context),
        exit: answer.exitCode === null ? texts.value.noExit : String(answer.exitCode),
        redactions: answer.redactions,
      }
    : {
        body: `${texts.gap[answer.reason].word}${texts.value.colon}${reasonText(answer.detail, context)}`,
        cut: null,
        exit: texts.page.noAnswer,
        redactions: 0,
      };
  return {
    anchor: evidenceAnchor(asset, exchange.seq),
    seq: exchange.seq,
    ask: deviceText(exchange.ask, context, 200),
    request: deviceText(exchange.request, context),
    via: texts.via[exchange.via],
    privilege: texts.privilege[exchange.privilege],
    sent: timeView(exchange.sentAt, timezone, 'second'),
    received: timeView(exchange.receivedAt, timezone, 'second'),
    ...told,
  };
}
