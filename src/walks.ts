import {existsSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {askId, askText, type SnmpAsk} from './model/ask.ts';
import {successAnswer} from './model/evidence.ts';
import {InputError, type Problem} from './model/input-error.ts';
import type {Plan} from './model/plan.ts';
import {answerOf, type Varbind} from './model/snmp-table.ts';
import {readSnmpText, writeSnmpText} from './model/snmp-text.ts';
import {readSnmprec} from './model/snmprec.ts';
import type {NewExchange, Redact, Sender} from './transports/index.ts';

/** What was stored of one agent. */
interface Walk {
  readonly varbinds: readonly Varbind[];
  /** False when lines of it were not understood: what is missing from an answer may stand there. */
  readonly whole: boolean;
  /** Time of the file, UTC ISO 8601. */
  readonly at: string;
}

const largest = 67_108_864;
const endings = ['snmprec', 'walk'] as const;

function tooLarge(file: string): InputError {
  const problem: Problem = {
    file,
    line: null,
    column: null,
    message: {en: 'is larger than 64 MB: store a walk of less', ja: 'が64MBを超えています。取得範囲を絞ってください'},
  };
  return new InputError([problem]);
}

function readWalk(folder: string, asset: string): Walk | null {
  const ending = endings.find((name) => existsSync(join(folder, `${asset}.${name}`)));
  if (ending === undefined) return null;
  const file = join(folder, `${asset}.${ending}`);
  const {size, mtime} = statSync(file);
  if (size > largest) throw tooLarge(file);
  const text = readFileSync(file, 'utf8');
  const at = mtime.toISOString();
  if (ending === 'walk') {
    const {varbinds, unread} = readSnmpText(text.trimEnd());
    return {varbinds, whole: unread === 0, at};
  }
  const {varbinds, variations, unread} = readSnmprec(text);
  return {varbinds, whole: unread + variations === 0, at};
}

function exchangeOf(ask: SnmpAsk, {varbinds, whole, at}: Walk, redact: Redact): NewExchange {
  const answer = answerOf(ask, varbinds);
  const {text, count} = redact(writeSnmpText(answer.varbinds));
  return {
    ask: askId(ask),
    request: askText(ask),
    via: 'kit',
    privilege: 'user',
    sentAt: at,
    receivedAt: at,
    answer: successAnswer(text, {cut: answer.cut || !whole, redactions: count}),
  };
}

/**
 * Answers the SNMP questions of a plan from files in place of agents: `<asset>.walk`, as `snmpwalk -On` prints it, or
 * `<asset>.snmprec`; `folder`: null where there are none. Nothing is sent; what else the plan asks is not collected, and need
 * not be of an asset that `byKit` names: a kit has answered for it.
 */
export function createWalkSender(
  plan: Plan,
  folder: string | null,
  redactorFor: (platform: string) => Redact,
  byKit: (asset: string) => boolean,
): Sender {
  const entries = new Map(plan.entries.map((entry) => [entry.key, entry]));
  return {
    send(keys, answered, onExchanges) {
      for (const key of keys) {
        const entry = entries.get(key);
        if (entry === undefined) return Promise.reject(new Error(`not in the plan: ${key}`));
        const walk = entry.talk === 'snmp' && folder !== null ? readWalk(folder, entry.asset) : null;
        if (walk === null && byKit(entry.asset)) continue;
        if (entry.talk !== 'snmp' || walk === null) {
          const detail = entry.talk === 'snmp' && folder !== null ? 'no stored walk' : 'only files are read';
          return Promise.resolve({ok: false, reason: 'not-collected', detail});
        }
        const asks = entry.asks.filter((ask) => !answered.has(askId(ask)));
        const redact = redactorFor(entry.platform);
        for (const ask of asks) onExchanges([exchangeOf(ask, walk, redact)]);
      }
      return Promise.resolve({ok: true});
    },
  };
}
