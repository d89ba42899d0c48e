import {cli} from '../../../model/ask.ts';
import type {Device} from '../../../model/device/index.ts';
import {Gap} from '../../../model/fact.ts';
import {whole, type Reading} from '../../../model/probe.ts';
import {uptimeSeconds} from '../../text/uptime.ts';

export const showVersion = cli('show version');

/** Without serial numbers of parts: the board that `show version` names, and no other. */
export function readNxosVersion(text: string): Device {
  const version = /^[ \t]+(?:system|NXOS):\s+version (\S{1,40})/m.exec(text)?.[1];
  if (version === undefined || !/Nexus Operating System/.test(text)) {
    throw new Gap('unsupported', 'the answer of show version is none of NX-OS');
  }
  const model = /^[ \t]+cisco (?:Nexus ?\d{4} )?(\S{2,40})(?: \([^)\n]{1,40}\))? [Cc]hassis\b/m.exec(text)?.[1];
  const board = /^[ \t]+Processor Board ID (\S{4,40})/m.exec(text)?.[1];
  const uptime = /^Kernel uptime is ([^\n]{1,120})/m.exec(text)?.[1];
  return {
    vendor: 'Cisco',
    os: 'cisco-nx-os',
    osName: 'Cisco NX-OS',
    version,
    model: model ?? null,
    serials: board === undefined ? [] : [board],
    hostname: /^[ \t]+Device name: (\S{1,64})/m.exec(text)?.[1] ?? null,
    uptimeSeconds: uptime === undefined ? null : uptimeSeconds(uptime),
  };
}

export const device: Reading<Device> = {
  ask: [showVersion],
  parse: (answers) => whole(readNxosVersion(answers.command(showVersion.id).text)),
};
