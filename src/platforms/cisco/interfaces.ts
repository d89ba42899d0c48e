import type {DeviceInterfaces} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {withMask} from '../text/address.ts';
import {readMac} from '../text/mac.ts';
import {interfaceType} from './interface-names.ts';

export type Interface = DeviceInterfaces['interfaces'][number];

/** The first line of what is told of an interface. ASA adds the name that it is known by. */
const heading =
  /^(?:Interface )?(?<name>[A-Za-z][\w\/.:-]{0,63})(?: "[^"\n]{0,64}",)? is (?<link>[^,\n]{1,80})(?:, +line protocol is (?<line>up|down)\b.*)?$/;

function states(link: string, line: string | undefined, block: string): Pick<Interface, 'adminUp' | 'operUp'> {
  const admin = /^ ?admin state is (up|down)/m.exec(block)?.[1];
  const administratively = /^administratively down/i.test(link) || /\(administratively down\)/i.test(link);
  const up = /^up\b/.test(link);
  const known = up || /^(?:down|administratively down|reset)\b/i.test(link);
  // What is shut down says so: anything else that is down is enabled, and without a link.
  const adminUp = admin !== undefined ? admin === 'up' : administratively ? false : known ? true : null;
  return {adminUp, operUp: known ? up && line !== 'down' : null};
}

function count(block: string, pattern: RegExp): number | null {
  const value = pattern.exec(block)?.[1];
  return value === undefined ? null : Number(value);
}

function speed(block: string): number | null {
  const match = /(?:duplex|Duplex)[^\n]{0,40}?, (\d{1,6}) ?(Mb|Gb)(?:\/s|ps)\b/.exec(block);
  if (match === null) return null;
  return Number(match[1]) * (match[2] === 'Gb' ? 1000 : 1);
}

function addresses(block: string): string[] {
  const prefixed = [...block.matchAll(/^[ \t]+Internet [Aa]ddress is (\d[\d.]{6,14}\/\d{1,2})/gm)].map(
    (each) => each[1] ?? '',
  );
  const masked = [...block.matchAll(/^[ \t]+IP address (\d[\d.]{6,14}), subnet mask (\d[\d.]{6,14})/gm)].map((each) =>
    withMask(each[1] ?? '', each[2] ?? ''),
  );
  return [...prefixed, ...masked.filter((each) => each !== null)];
}

function interfaceOf(head: string, block: string): Interface | null {
  const {name, link, line} = heading.exec(head)?.groups ?? {};
  if (name === undefined || link === undefined) return null;
  const description = /^[ \t]+Description: ([^\n]{1,256})$/m.exec(block)?.[1]?.trim() ?? null;
  const mac = /(?:address(?: is|:) {1,4}|MAC address )([0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4})/.exec(
    block,
  )?.[1];
  return {
    name,
    description,
    type: interfaceType(name),
    ...states(link, line, block),
    addresses: addresses(block),
    mac: mac === undefined ? null : readMac(mac),
    speedMbps: speed(block),
    inErrors: count(block, /\s(\d{1,15}) input errors?\b/),
    outErrors: count(block, /\s(\d{1,15}) output errors?\b/),
  };
}

/**
 * `show interfaces` of IOS, `show interface` of NX-OS and ASA. @throws Gap when no interface is told.
 */
export function readInterfaces(text: string): Interface[] {
  const found: Interface[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length;) {
    const head = (lines[at] ?? '').trimEnd();
    let end = at + 1;
    while (end < lines.length && !heading.test((lines[end] ?? '').trimEnd())) end += 1;
    const one = interfaceOf(head, lines.slice(at + 1, end).join('\n'));
    if (one !== null) found.push(one);
    at = end;
  }
  if (found.length === 0) throw new Gap('unsupported', 'no interface is told');
  return found;
}

/** Adds what the configuration tells of addresses to what is shown, by name. */
export function mergeAddresses(
  interfaces: readonly Interface[],
  configured: ReadonlyMap<string, readonly string[]>,
): Interface[] {
  return interfaces.map((one) => {
    const all = new Set([...one.addresses, ...(configured.get(one.name) ?? [])]);
    return {...one, addresses: [...all]};
  });
}
