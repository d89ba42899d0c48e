import {integer, words} from './config-text.ts';

/** How the kernel makes one value of what `all` and the interface hold; `own`: `all` has no say once it was written. */
type Combined = 'max' | 'min' | 'own' | 'redirects';

interface InterfaceKey {
  readonly family: 'ipv4' | 'ipv6';
  readonly key: string;
  readonly combined: Combined;
  /** Which of the values that interfaces have is the worst. */
  readonly worst: 'highest' | 'lowest';
}

/** Kernel settings that each interface has: include/linux/inetdevice.h, net/ipv6/exthdrs.c, net/ipv6/addrconf.c. */
const keys = {
  acceptRedirects: {family: 'ipv4', key: 'accept_redirects', combined: 'redirects', worst: 'highest'},
  sendRedirects: {family: 'ipv4', key: 'send_redirects', combined: 'max', worst: 'highest'},
  acceptSourceRoute: {family: 'ipv4', key: 'accept_source_route', combined: 'min', worst: 'highest'},
  rpFilter: {family: 'ipv4', key: 'rp_filter', combined: 'max', worst: 'lowest'},
  logMartians: {family: 'ipv4', key: 'log_martians', combined: 'max', worst: 'lowest'},
  forwarding: {family: 'ipv4', key: 'forwarding', combined: 'own', worst: 'highest'},
  ipv6AcceptRedirects: {family: 'ipv6', key: 'accept_redirects', combined: 'own', worst: 'highest'},
  ipv6AcceptSourceRoute: {family: 'ipv6', key: 'accept_source_route', combined: 'min', worst: 'highest'},
  ipv6AcceptRa: {family: 'ipv6', key: 'accept_ra', combined: 'own', worst: 'highest'},
  ipv6Disabled: {family: 'ipv6', key: 'disable_ipv6', combined: 'own', worst: 'lowest'},
} as const satisfies Record<string, InterfaceKey>;

export type InterfaceSetting = keyof typeof keys;
export const interfaceSettings = Object.keys(keys) as InterfaceSetting[];
export const interfaceKeys: readonly InterfaceKey[] = Object.values(keys);

export interface Worst {
  /** null: the kernel has no such setting. */
  readonly value: number | null;
  /** Interfaces with that value, the first 50 by name; `default` stands for those that come later. */
  readonly on: string[];
}

export const untold = Object.fromEntries(
  interfaceSettings.map((name) => [name, {value: null, on: []}]),
) as unknown as Record<InterfaceSetting, Worst>;

type Values = ReadonlyMap<string, number>;
type Table = ReadonlyMap<string, Values>;

const longest = 50;

function rowOf(line: string): {readonly family: string; readonly values: Values; readonly names: string[]} | null {
  const [family = '', ...rest] = words(line);
  const split = rest.indexOf('=');
  if (split === -1) return null;
  const values = rest.slice(0, split).map((word) => {
    const colon = word.indexOf(':');
    return [word.slice(0, colon), integer(word.slice(colon + 1))] as const;
  });
  if (values.some(([, value]) => value === null)) return null;
  return {family, values: new Map(values as [string, number][]), names: rest.slice(split + 1)};
}

/** By family and interface; null when a line is not understood. */
function tablesOf(lines: readonly string[]): Readonly<Record<'ipv4' | 'ipv6', Table>> | null {
  const tables = {ipv4: new Map<string, Values>(), ipv6: new Map<string, Values>()};
  for (const line of lines) {
    const row = rowOf(line);
    if (row === null || (row.family !== 'ipv4' && row.family !== 'ipv6')) return null;
    for (const name of row.names) tables[row.family].set(name, row.values);
  }
  return tables;
}

function combine(how: Combined, all: number, own: number, forwards: boolean): number {
  if (how === 'own') return own;
  if (how === 'redirects') return forwards ? Math.min(all, own) : Math.max(all, own);
  return how === 'max' ? Math.max(all, own) : Math.min(all, own);
}

function worstOf({key, combined, worst}: InterfaceKey, table: Table): Worst {
  const all = table.get('all')?.get(key);
  if (all === undefined) return {value: null, on: []};
  const effective = [...table].flatMap(([name, values]) => {
    const own = values.get(key);
    // An interface that went away while it was read tells a part of its settings.
    if (own === undefined || name === 'all' || name === 'lo') return [];
    return [{name, value: combine(combined, all, own, (values.get('forwarding') ?? 0) !== 0)}];
  });
  if (effective.length === 0) return {value: null, on: []};
  const value = effective
    .map((one) => one.value)
    .reduce((a, b) => (worst === 'highest' ? Math.max(a, b) : Math.min(a, b)));
  const on = effective.filter((one) => one.value === value).map(({name}) => name);
  return {value, on: on.sort().slice(0, longest)};
}

/**
 * What is in effect on the interface that is worst off, of the `conf` section of the `network` answer. No packet of
 * others comes in by `lo`, which is left out. null when the section does not tell.
 */
export function worstSettings(lines: readonly string[]): Record<InterfaceSetting, Worst> | null {
  const tables = tablesOf(lines);
  if (tables === null || !tables.ipv4.has('all')) return null;
  const told = interfaceSettings.map((name) => [name, worstOf(keys[name], tables[keys[name].family])] as const);
  return Object.fromEntries(told) as Record<InterfaceSetting, Worst>;
}
