import {cli} from '../../../model/ask.ts';
import type {Device} from '../../../model/device/index.ts';
import {Gap} from '../../../model/fact.ts';
import {whole, type Parsed, type Reading} from '../../../model/probe.ts';
import {uptimeSeconds} from '../../text/uptime.ts';

export const showVersion = cli('show version');

const classicVersion =
  /^(?:Cisco )?(?:Internetwork Operating System Software|IOS[^\n]{0,20} Software)[^\n]{0,160}, Version ([^,\s]{1,40})/m;
/** From 16 on, XE has a number of its own that people know it by. */
const xeVersion = /^Cisco IOS[ -]XE Software, Version (\S{1,40})/m;
const bareVersion = /^IOS \(tm\) [^\n]{0,120}Version ([^,\s]{1,40})/m;

function versionOf(text: string): {readonly xe: boolean; readonly version: string} | null {
  const xe = xeVersion.exec(text)?.[1];
  if (xe !== undefined && /^\d{2}\.\d/.test(xe)) return {xe: true, version: xe};
  const classic = (classicVersion.exec(text) ?? bareVersion.exec(text))?.[1];
  if (classic === undefined) return null;
  return {xe: /IOS[- ]XE|IOSXE|LINUX_IOSD/.test(text), version: classic};
}

const modelNumber = /^Model [Nn]umber\s*: (\S{2,40})/gm;
const processor = /^[Cc]isco (\S{2,40}) (?:\([^\n)]{0,60}\) ?){0,3}[^\n]{0,60}(?:processor|with)\b[^\n]{0,80}bytes of/m;
const systemSerial = /^System [Ss]erial [Nn]umber\s*: (\S{4,40})/gm;
const boardId = /^Processor board ID (\S{4,40})/m;

function serials(text: string): string[] {
  const ofSystem = [...text.matchAll(systemSerial)].map((match) => match[1] ?? '');
  const ofBoard = boardId.exec(text)?.[1];
  const all = ofSystem.length > 0 ? ofSystem : ofBoard === undefined ? [] : [ofBoard.replace(/,$/, '')];
  return [...new Set(all)];
}

export function readIosVersion(text: string): Device {
  const found = versionOf(text);
  if (found === null) throw new Gap('unsupported', 'the answer of show version is none of IOS');
  const numbered = [...text.matchAll(modelNumber)].map((match) => match[1] ?? '');
  const uptime = /^(\S{1,64}) uptime is ([^\n]{1,120})$/m.exec(text);
  return {
    vendor: 'Cisco',
    os: found.xe ? 'cisco-ios-xe' : 'cisco-ios',
    osName: found.xe ? 'Cisco IOS XE' : 'Cisco IOS',
    version: found.version,
    model: numbered[0] ?? processor.exec(text)?.[1] ?? null,
    serials: serials(text),
    hostname: uptime?.[1] ?? null,
    uptimeSeconds: uptime?.[2] === undefined ? null : uptimeSeconds(uptime[2]),
  };
}

export const device: Reading<Device> = {
  ask: [showVersion],
  parse: (answers): Parsed<Device> => whole(readIosVersion(answers.command(showVersion.id).text)),
};
