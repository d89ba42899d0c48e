import type {Device} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Parsed} from '../../model/probe.ts';
import {secondsIn} from '../text/uptime.ts';

const board = /^Base +\d{1,6} +Base +(?<model>\S{1,40}) +\S{1,12} +(?<serial>\S{4,40})\s*$/gm;
const uptime = /^Uptime +: (\d{1,6}) days? (\d{1,2}):(\d{2}):(\d{2})/m;

/** `show system`: one block of boards for each member of a stack, and the name below its title. */
export function readDevice(text: string): Parsed<Device> {
  const boards = [...text.matchAll(board)];
  const version = /^Software version +: (\S{1,40})\s*$/m.exec(text)?.[1];
  if (version === undefined || boards.length === 0) throw new Gap('unsupported', 'show system');
  const up = uptime.exec(text);
  const name = /^System Name *\n {1,4}(\S{1,255})/m.exec(text)?.[1];
  return whole({
    vendor: 'Allied Telesis',
    os: 'allied-awplus',
    osName: 'AlliedWare Plus',
    version,
    model: boards[0]?.groups?.['model'] ?? null,
    serials: boards.map(({groups}) => groups?.['serial'] ?? ''),
    hostname: name ?? null,
    uptimeSeconds: up === null ? null : secondsIn(up.slice(1)),
  });
}
