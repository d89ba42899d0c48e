import ipaddr from 'ipaddr.js';
import {kitFormat, type HostIdentity} from '../../model/kit.ts';
import {cksum} from '../../transports/cksum.ts';
import {questionsDigest, type Question} from '../questions.ts';
import {refusal} from '../refusal.ts';

/** What stands in front of the answers. */
export interface Head {
  readonly kit: string;
  readonly tool: string;
  readonly platform: string;
  readonly questions: readonly Question[];
  /** As the file tells it; it is that of `questions`. */
  readonly questionsDigest: string;
  readonly nonce: string;
  /** UTC ISO 8601 with milliseconds, by the clock of the host. */
  readonly startedAt: string;
  readonly host: HostIdentity;
  /** Bytes that it takes. */
  readonly length: number;
}

const firstLine = /^MIZUMORI-KIT (?<format>\d{1,4})$/;
const lastLine = /\nhead (?<crc>\d{1,10}) (?<length>\d{1,10}) ?\n/;

/** Whether a file begins as an answer file does. */
export function isAnswerFile(beginning: Buffer): boolean {
  return beginning.subarray(0, 13).toString('latin1') === 'MIZUMORI-KIT ';
}

function only<T>(values: readonly T[]): T | null {
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** UTC time of a kit with milliseconds; null for what is none. */
export function timeOf(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** What makers leave in place of a serial number. */
const placeholder =
  /^(?:none|n\/?a|unknown|default string|to be filled.*|not (?:specified|available).*|system serial.*|0+|1234567890?|[x.]+)$/i;

const isOwn = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean => !['loopback', 'linkLocal'].includes(address.range());

/** An address in its shortest form; nothing for what is none, or what every machine has. */
export function ownAddress(text: string): string[] {
  if (!ipaddr.isValid(text)) return [];
  const address = ipaddr.parse(text);
  return isOwn(address) ? [address.toString()] : [];
}

function hostOf(valuesOf: (name: string) => readonly string[]): HostIdentity {
  const fit = (name: string, pattern: RegExp): string[] => valuesOf(name).filter((value) => pattern.test(value));
  return {
    hostname: only(fit('hostname', /^[A-Za-z0-9._-]{1,255}$/)),
    machineId: only(fit('machine-id', /^[0-9a-f]{32}$/)),
    serials: fit('serial', /^[A-Za-z0-9][A-Za-z0-9 ./_-]{2,63}$/).filter((serial) => !placeholder.test(serial)),
    macs: fit('mac', /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/).filter((mac) => !/^(?:00:){5}00$|^(?:ff:){5}ff$/.test(mac)),
    addresses: valuesOf('address').flatMap(ownAddress),
  };
}

function questionOf(text: string): Question[] {
  const found = /^(?<slot>\d{1,4}) (?<digest>[0-9a-f]{24}) (?<id>[!-~]{1,300})$/.exec(text)?.groups;
  return found ? [{slot: Number(found['slot']), digest: found['digest'] ?? '', id: found['id'] ?? ''}] : [];
}

const damaged = (): Error =>
  refusal(
    'is damaged at its beginning: nothing in it can be relied on; run the kit again',
    'は先頭が壊れているため、内容を確認できません。キットをもう一度実行してください',
  );

/** The text of a head that agrees with its checksum. */
function textOf(bytes: Buffer): {readonly text: string; readonly length: number} {
  const text = bytes.toString('latin1');
  const end = lastLine.exec(text);
  if (end === null)
    throw refusal(
      'ends before its first answer: copy it again, or run the kit again',
      'は最初の回答より前で途切れています。コピーし直すか、キットをもう一度実行してください',
    );
  const covered = bytes.subarray(0, end.index + 1);
  const sum = end.groups ?? {};
  if (covered.length !== Number(sum['length']) || cksum(covered) !== Number(sum['crc'])) throw damaged();
  return {text: covered.toString('latin1').trimEnd(), length: end.index + end[0].length};
}

/**
 * Reads the head of an answer file; every field is held to a strict form.
 * @throws Refusal for what is no head of this version, is damaged, or does not agree with itself
 */
export function readHead(bytes: Buffer): Head {
  const format = Number(
    firstLine.exec(bytes.toString('latin1', 0, 40).split('\n')[0] ?? '')?.groups?.['format'] ?? NaN,
  );
  if (Number.isNaN(format)) throw damaged();
  if (format > kitFormat)
    throw refusal(
      'was written by a kit of a newer version: import it with that version of mizumori',
      'は新しい版のキットで作られています。その版のmizumoriで取り込んでください',
    );
  const {text, length} = textOf(bytes);
  const lines = text.split('\n').map((line) => line.split(/ (.*)/s, 2) as [string, string?]);
  const valuesOf = (name: string): string[] => lines.flatMap(([key, value]) => (key === name ? [value ?? ''] : []));
  const value = (name: string, pattern: RegExp): string => {
    const found = only(valuesOf(name));
    if (found === null || !pattern.test(found)) throw damaged();
    return found;
  };
  const questions = valuesOf('ask').flatMap(questionOf);
  const digest = value('questions', /^[0-9a-f]{64}$/);
  if (questionsDigest(questions) !== digest) throw damaged();
  const startedAt = timeOf(value('started', /^/));
  if (startedAt === null) throw damaged();
  return {
    kit: value('kit', /^[0-9a-f]{16}$/),
    tool: value('tool', /^[a-z0-9. -]{1,64}$/),
    platform: value('platform', /^[a-z0-9-]{1,40}$/),
    ...{questions, questionsDigest: digest, startedAt, length},
    nonce: value('nonce', /^[0-9a-f]{24}$/),
    host: hostOf(valuesOf),
  };
}
