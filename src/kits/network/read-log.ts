import {statSync} from 'node:fs';
import {factsOf} from '../../facts.ts';
import {askText} from '../../model/ask.ts';
import type {DeviceFacts} from '../../model/device/index.ts';
import type {Exchange} from '../../model/evidence.ts';
import type {Facts} from '../../model/fact.ts';
import type {HostIdentity} from '../../model/kit.ts';
import type {Platform} from '../../model/platform.ts';
import {probes} from '../../probes/index.ts';
import {answerOf, type NewExchange, type Redact} from '../../transports/exchanges.ts';
import {ownAddress} from '../answer-file/head.ts';
import {readPieces, type Digested} from '../bounded-file.ts';
import {decodeLog, type LogText} from './log-lines.ts';
import {readAsDeclared, recognise, type Reading} from './recognise.ts';
import type {LoggedAnswer} from './session.ts';

/** Longest log: what a device may say in one session at most. */
const longestLog = 16_777_216;

export interface DeviceLog extends Digested {
  readonly platform: Platform;
  readonly exchanges: readonly NewExchange[];
  /** Commands whose answer the log does not surely show whole, and those that it does not show at all. */
  readonly cut: readonly string[];
  readonly missing: readonly string[];
  readonly host: HostIdentity;
}

function exchangeOf(answer: LoggedAnswer, at: string, {encoding}: LogText, redact: Redact): NewExchange {
  const {ask, privileged, result} = answer;
  const told = result.ok ? answerOf(result.body, null, result.cut, redact) : result;
  return {
    ask: ask.id,
    request: askText(ask),
    via: 'kit',
    privilege: privileged ? 'root' : 'user',
    ...{sentAt: at, receivedAt: at},
    answer: told.ok ? {...told, encoding} : told,
  };
}

function valueOf<F extends keyof DeviceFacts>(facts: Facts, name: F): Partial<DeviceFacts[F]> {
  const fact = facts[name];
  return fact?.state === 'known' ? (fact.value as DeviceFacts[F]) : {};
}

/** Which device it is, by the facts that the answers tell and by its prompt. */
function hostOf({platform, session}: Reading, exchanges: readonly NewExchange[]): HostIdentity {
  const numbered = exchanges.map((exchange, index): Exchange => ({...exchange, seq: index + 1}));
  const facts = factsOf(probes, numbered, platform.id, null);
  const device = valueOf(facts, 'device');
  const interfaces = valueOf(facts, 'deviceInterfaces').interfaces ?? [];
  const shown = /[A-Za-z0-9._-]{1,255}$/.exec(session.prompt)?.[0] ?? null;
  const serials = device.serials ?? [];
  const macs = interfaces.flatMap(({mac}) => mac ?? []);
  const addresses = interfaces.flatMap((each) =>
    each.addresses.flatMap((text) => ownAddress(text.split('/')[0] ?? '')),
  );
  const plain = serials.filter((serial) => /^[A-Za-z0-9][A-Za-z0-9 ./_-]{2,63}$/.test(serial));
  const told = device.hostname ?? null;
  const hostname = told !== null && /^[A-Za-z0-9._-]{1,255}$/.test(told) ? told : shown;
  return {hostname, machineId: null, serials: plain, macs: [...new Set(macs)], addresses: [...new Set(addresses)]};
}

/**
 * Reads the log of a terminal as far as it is clear, redacted. `platform`: null where it has to be found out.
 * @throws Refusal for a log of which nothing can be taken; what the file system says
 */
export function readDeviceLog(
  path: string,
  platform: Platform | null,
  redactorFor: (platform: string) => Redact,
): DeviceLog {
  const pieces: Buffer[] = [];
  const digested = readPieces(path, (piece) => void pieces.push(Buffer.from(piece)), longestLog);
  const log = decodeLog(Buffer.concat(pieces));
  const reading = platform === null ? recognise(log) : readAsDeclared(platform, log);
  const at = statSync(path).mtime.toISOString();
  const {answers} = reading.session;
  const redact = redactorFor(reading.platform.id);
  const exchanges = answers.map((answer) => exchangeOf(answer, at, log, redact));
  const found = new Set(answers.map(({ask}) => ask.id));
  return {
    ...digested,
    platform: reading.platform,
    exchanges,
    cut: answers.flatMap(({ask, result}) => (!result.ok && result.reason === 'cut' ? [ask.run] : [])),
    missing: reading.text.asks.flatMap(({id, run}) => (found.has(id) ? [] : [run])),
    host: hostOf(reading, exchanges),
  };
}
