import {cli} from '../../../model/ask.ts';
import type {Device} from '../../../model/device/index.ts';
import {Gap} from '../../../model/fact.ts';
import {whole, type Reading} from '../../../model/probe.ts';
import {uptimeSeconds} from '../../text/uptime.ts';

export const showVersion = cli('show version');

export function readAsaVersion(text: string): Device {
  const version = /^Cisco Adaptive Security Appliance Software Version (\S{1,40})/m.exec(text)?.[1];
  if (version === undefined) throw new Gap('unsupported', 'the answer of show version is none of ASA');
  const up = /^(\S{1,64}) up (\d[^\n]{1,120})$/m.exec(text);
  const serials = [...text.matchAll(/^Serial Number: (\S{4,40})/gm)].map((match) => match[1] ?? '');
  return {
    vendor: 'Cisco',
    os: 'cisco-asa',
    osName: 'Cisco ASA',
    version: version.replace(/<context>$/, ''),
    model: /^Hardware:\s+([^\s,]{2,40})/m.exec(text)?.[1] ?? null,
    serials: [...new Set(serials)],
    hostname: up?.[1] ?? null,
    uptimeSeconds: up?.[2] === undefined ? null : uptimeSeconds(up[2]),
  };
}

export const device: Reading<Device> = {
  ask: [showVersion],
  parse: (answers) => whole(readAsaVersion(answers.command(showVersion.id).text)),
};
