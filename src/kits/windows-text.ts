import {statSync} from 'node:fs';
import type {HostIdentity} from '../model/kit.ts';
import {hotfixHost, isHotfixText, readHotfixText} from '../probes/parse/hotfixes.ts';
import {hotfixTextAsk, readSystemInfo, systemInfoAsk, type SystemInfo} from '../probes/parse/systeminfo.ts';
import {answerOf, type NewExchange, type Redact} from '../transports/exchanges.ts';
import {ownAddress} from './answer-file/head.ts';
import {readPieces, type Digested} from './bounded-file.ts';
import {decodeLog, type LogText} from './network/log-lines.ts';
import {refusal} from './refusal.ts';

/** Longest text: what either program prints is a small part of it. */
const longestText = 2_097_152;

/** What `systeminfo` or `wmic qfe` printed into a file. */
export interface WindowsText extends Digested {
  readonly exchange: NewExchange;
  readonly host: HostIdentity;
  /** False when the list of updates is not whole. */
  readonly whole: boolean;
}

const plainLines = (bytes: Buffer): LogText => {
  const {text, encoding} = decodeLog(bytes);
  return {text: text.replace(/^\ufeff/, '').replaceAll(/\r+\n/g, '\n'), encoding};
};

/** Whether a file that begins like this is a text of `systeminfo` or of `wmic qfe`. */
export function isWindowsText(beginning: Buffer): boolean {
  const {text} = plainLines(beginning);
  return isHotfixText(text) || readSystemInfo(text) !== null;
}

function hostOf(text: string, info: SystemInfo | null): HostIdentity {
  const hostname = /^[A-Za-z0-9._-]{1,255}$/.exec(info?.host ?? hotfixHost(text) ?? '')?.[0] ?? null;
  const addresses = new Set((info?.addresses ?? []).flatMap(ownAddress));
  return {hostname, machineId: null, serials: [], macs: [], addresses: [...addresses]};
}

/** @throws Refusal for what is neither; what the file system says */
export function readWindowsText(path: string, redact: Redact): WindowsText {
  const pieces: Buffer[] = [];
  const digested = readPieces(path, (piece) => void pieces.push(Buffer.from(piece)), longestText);
  const {text, encoding} = plainLines(Buffer.concat(pieces));
  const [table, info] = [readHotfixText(text), readSystemInfo(text)];
  if (table === null && info === null)
    throw refusal('is no text of systeminfo or wmic qfe', 'はsysteminfoやwmic qfeの出力ではありません');
  const at = statSync(path).mtime.toISOString();
  const ask = table === null ? systemInfoAsk : hotfixTextAsk;
  const answer = answerOf(Buffer.from(text), 0, false, redact);
  const exchange: NewExchange = {
    ...{ask, request: table === null ? 'systeminfo' : 'wmic qfe', via: 'kit', privilege: 'user'},
    ...{sentAt: at, receivedAt: at},
    answer: answer.ok ? {...answer, encoding} : answer,
  };
  return {...digested, exchange, host: hostOf(text, info), whole: table?.whole ?? info?.hotfixesWhole ?? false};
}
