import type {Asset} from '../../model/asset.ts';
import type {Facts} from '../../model/fact.ts';
import type {FieldLabel} from '../../model/probe.ts';
import type {Context} from './common.ts';
import {deviceText} from './value.ts';

/** One port as a person compares it: what the host says, what shows, what was agreed. */
export interface PortRow {
  readonly port: number;
  readonly service: string;
  readonly inside: string;
  readonly outside: string;
  readonly allowed: string;
  readonly process: string;
}

export interface PortTable {
  readonly head: readonly string[];
  readonly rows: readonly PortRow[];
  /** Ports that are not shown; null: all are. */
  readonly more: number | null;
}

const mostRows = 200;

interface Port {
  readonly port: number;
  readonly service: string | null;
  readonly inside: string;
  readonly outside: string;
  readonly process: string | null;
}

const rangeOf = (service: string): readonly [number, number] => {
  const [from = 0, to = from] = service.slice('tcp/'.length).split('-').map(Number);
  return [from, to];
};

function isAllowed(port: number, allow: readonly string[]): boolean {
  const ranges = allow.filter((service) => service.startsWith('tcp/')).map(rangeOf);
  return ranges.some(([from, to]) => port >= from && port <= to);
}

function allowedWord(port: number, asset: Asset | null, {texts}: Context): string {
  const services = asset?.services ?? null;
  if (services === null) return texts.page.portUnsaid;
  return isAllowed(port, services.allow) ? texts.page.portAllowed : texts.page.portNotAllowed;
}

/** TCP ports of an asset from inside, from outside and in the inventory; null where it was not looked at from outside. */
export function portTable(facts: Facts, asset: Asset | null, context: Context): PortTable | null {
  const fact = facts['portView'];
  if (fact?.state !== 'known') return null;
  const {ports} = fact.value as {readonly ports: readonly Port[]};
  const label = (field: string): FieldLabel | null => context.labelOf(`portView.ports.${field}`);
  const word = (field: string, value: string): string => label(field)?.values?.[value]?.[context.language] ?? value;
  const names = ['port', 'service', 'inside', 'outside'].map((field) => label(field)?.[context.language] ?? field);
  return {
    head: [...names, context.texts.page.portByInventory, label('process')?.[context.language] ?? 'process'],
    rows: ports.slice(0, mostRows).map(({port, service, inside, outside, process}) => ({
      port,
      service: service ?? '',
      inside: word('inside', inside),
      outside: word('outside', outside),
      allowed: allowedWord(port, asset, context),
      process: deviceText(process ?? '', context, 100),
    })),
    more: ports.length > mostRows ? ports.length - mostRows : null,
  };
}
