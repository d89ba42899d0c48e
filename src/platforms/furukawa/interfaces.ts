import {cli} from '../../model/ask.ts';
import type {DeviceFacts, DeviceInterfaces} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {readMac} from '../text/mac.ts';

const interfaceAsk = cli('show interface', {seconds: 60});

const heading =
  /^(?<name>[A-Z][A-Za-z-]{1,24} \d[\d/.]{0,15}) is (?<admin>administratively )?(?:up|down), line protocol is (?<oper>up|down)$/;

const types: readonly (readonly [RegExp, DeviceInterfaces['interfaces'][number]['type']])[] = [
  [/^(?:GigaEthernet|Management|FastEthernet|TenGigaEthernet) [\d/]+$/, 'physical'],
  [/^(?:GigaEthernet|TenGigaEthernet) [\d/]+\.\d+$|^Vlan/i, 'vlan'],
  [/^Loopback /, 'loopback'],
  [/^Tunnel /, 'tunnel'],
  [/^Port-channel /, 'aggregate'],
];

/** Addresses of a port-channel are told again under its members, with its name behind. */
function addressesOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^ {2,4}(?:IP address is )?([\da-f.:]+\/\d{1,3})$/i.exec(line)?.[1] ?? []);
}

function interfaceOf(name: string, groups: RegExpExecArray['groups'], lines: readonly string[]) {
  const first = (pattern: RegExp): string | null => lines.flatMap((line) => pattern.exec(line)?.[1] ?? [])[0] ?? null;
  const count = (text: string | null): number | null => (text === null ? null : Number(text));
  return {
    ...{name, description: first(/^ {2}Description: ?(\S.{0,200})$/)},
    type: types.find(([pattern]) => pattern.test(name))?.[1] ?? 'other',
    ...{adminUp: groups?.['admin'] === undefined ? null : false, operUp: groups?.['oper'] === 'up'},
    ...{addresses: addressesOf(lines), mac: readMac(first(/^ {2}Hardware is .{1,40}, address is (\S+)$/) ?? '')},
    speedMbps: count(first(/\bspeed (\d{1,6})Mb\/s/)),
    inErrors: count(first(/^ +\d+ bytes input, (\d{1,15}) errors input\b/)),
    outErrors: count(first(/^ +\d+ bytes output, (\d{1,15}) errors output\b/)),
  };
}

export const deviceInterfaces: Reading<DeviceFacts['deviceInterfaces']> = {
  ask: [interfaceAsk],
  parse(answers) {
    const lines = answers
      .command(interfaceAsk.id)
      .text.split('\n')
      .map((line) => line.trimEnd());
    const starts = lines.flatMap((line, index) => (heading.test(line) ? [index] : []));
    if (starts.length === 0) throw new Gap('unsupported', 'no interface');
    const interfaces = starts.map((start, index) => {
      const groups = heading.exec(lines[start] ?? '')?.groups;
      return interfaceOf(groups?.['name'] ?? '', groups, lines.slice(start + 1, starts[index + 1]));
    });
    return whole({interfaces});
  },
};
