import type {Device} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Parsed} from '../../model/probe.ts';
import {secondsIn} from '../text/uptime.ts';

const software = /^\s{0,8}S\/W ?: ?(?<name>OS-\S{1,12}) +Ver\. ?(?<version>\d{1,3}\.\d{1,3}(?:\.[A-Z]{1,3}\d?)?)/m;
const model = /^\s{0,8}Model ?: ?(\S{1,40})/m;

/** What stands in brackets behind the parts: `H/W: AX-3640-24TE-A [TA2C24T010100C060001]`. */
function serials(text: string): string[] {
  const found = [...text.matchAll(/^.{0,80}\[(?:SN ?: ?)?([A-Z0-9]{10,30})(?:[:\]].{0,20})?/gm)].map(
    (match) => match[1] ?? '',
  );
  return [...new Set(found)];
}

const elapsed = /Elapsed time\s{0,4}: {0,4}(?:(\d{1,5}) days? )?(\d{1,2}):(\d{2}):(\d{2})/;
/** The first switch of a stack: `1  0012.e262.b563  1980/01/11 08:38:02  Reload            2 days 22:00:19`. */
const ofStack =
  /^ {1,16}\d +[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4} .{20,60}? (?:(\d{1,5}) days? )?(\d{1,2}):(\d{2}):(\d{2})\s*$/m;

export interface SystemFacts {
  readonly hostname: string | null;
  readonly uptimeSeconds: number | null;
}

/** `show system`. @throws Gap */
export function readSystem(text: string): SystemFacts {
  if (!/^System\b/m.test(text)) throw new Gap('unsupported', 'show system');
  const up = elapsed.exec(text) ?? ofStack.exec(text);
  return {
    hostname: /^ {2,8}Name {0,12}: {0,2}(\S{1,60})/m.exec(text)?.[1] ?? null,
    uptimeSeconds: up === null ? null : secondsIn(up.slice(1)),
  };
}

/** `show version`, with the name and the time since the start of `show system` where there is one. */
export function readDevice(text: string, system: SystemFacts | null): Parsed<Device> {
  const {name, version} = software.exec(text)?.groups ?? {};
  if (name === undefined || version === undefined) throw new Gap('unsupported', 'show version');
  const device: Device = {
    vendor: 'ALAXALA',
    os: 'alaxala-ax',
    osName: `ALAXALA ${name}`,
    version,
    model: model.exec(text)?.[1] ?? null,
    serials: serials(text),
    hostname: system?.hostname ?? null,
    uptimeSeconds: system?.uptimeSeconds ?? null,
  };
  return system === null ? partial(device, 'unsupported') : whole(device);
}
