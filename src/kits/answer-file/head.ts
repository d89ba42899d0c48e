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

/** Which machine it is, from what it tells of itself by names; what is in no strict form is left out. */
export function hostOf(valuesOf: (name: string) => readonly string[]): HostIdentity {
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
  const found = /^(?<slot>\d{1,4}) (?<digest>[0-9a-f]{24}) (?<id>[!-~][ -~]{0,299})$/.exec(text)?.groups;
  return found ? [{slot: Number(found['slot']), digest: found['digest'] ?? '', id: found['id'] ?? ''}] : [];
}

export const damaged = (): Error =>
  refusal(
    'is damaged at its beginning: nothing in it can be relied on; run the kit again',
    'は先頭が壊れているため、内容を確認できません。キットをもう一度実行してください',
  );

export const endsEarly = (): Error =>
  refusal(
    'ends before its first answer: copy it again, or run the kit again',
    'は最初の回答より前で途切れています。コピーし直すか、キットをもう一度実行してください',
  );

/** The text of a head that agrees with its checksum. */
function textOf(bytes: Buffer): {readonly text: string; readonly length: number} {
  const text = bytes.toString('latin1');
  const end = lastLine.exec(text);
  if (end === null) throw endsEarly();
  const covered = bytes.subarray(0, end.index + 1);
  const sum = end.groups ?? {};
  if (covered.length !== Number(sum['length']) || cksum(covered) !== Number(sum['crc'])) throw damaged();
  return {text: covered.toString('latin1').trimEnd(), length: end.index + end[0].length};
}

/** @throws Refusal when a first line is that of no answer file, or of one that a newer version wrote */
export function checkFormat(line: string): void {
  const format = firstLine.exec(line)?.groups?.['format'];
  if (format === undefined) throw damaged();
  if (Number(format) > kitFormat)
    throw refusal(
      'was written by a kit of a newer version: import it with that version of mizumori',
      'は新しい版のキットで作られています。その版のmizumoriで取り込んでください',
    );
}

/** Lines of a head, `name value` each, by name. */
export interface HeadLines {
  readonly valuesOf: (name: string) => string[];
  /** @throws Refusal when there is not just one, of this form */
  readonly value: (name: string, pattern: RegExp) => string;
}

export function headLines(text: string): HeadLines {
  const lines = text.split('\n').map((line) => line.split(/ (.*)/s, 2) as [string, string?]);
  const valuesOf = (name: string): string[] => lines.flatMap(([key, value]) => (key === name ? [value ?? ''] : []));
  const value = (name: string, pattern: RegExp): string => {
    const found = only(valuesOf(name));
    if (found === null || !pattern.test(found)) throw damaged();
    return found;
  };
  return {valuesOf, value};
}

/** What every head tells, each field held to a strict form. @throws Refusal when it does not agree with itself */
export function headOf({valuesOf, value}: HeadLines): Omit<Head, 'startedAt' | 'host' | 'length'> {
  const questions = valuesOf('ask').flatMap(questionOf);
  const digest = value('questions', /^[0-9a-f]{64}$/);
  if (questionsDigest(questions) !== digest) throw damaged();
  return {
    kit: value('kit', /^[0-9a-f]{16}$/),
    tool: value('tool', /^[a-z0-9. -]{1,64}$/),
    platform: value('platform', /^[a-z0-9-]{1,40}$/),
    ...{questions, questionsDigest: digest},
    nonce: value('nonce', /^[0-9a-f]{24}$/),
  };
}

/** The start and the host as a head tells them that a program wrote which could put them into the form. @throws Refusal */
export function toldHead(lines: HeadLines, length: number): Head {
  const startedAt = timeOf(lines.value('started', /^/));
  if (startedAt === null) throw damaged();
  return {...headOf(lines), startedAt, host: hostOf(lines.valuesOf), length};
}

/**
 * Reads the head of an answer file of a POSIX shell.
 * @throws Refusal for what is no head of this version, is damaged, or does not agree with itself
 */
export function readHead(bytes: Buffer): Head {
  checkFormat(bytes.toString('latin1', 0, 40).split('\n')[0] ?? '');
  const {text, length} = textOf(bytes);
  return toldHead(headLines(text), length);
}
