import {registry} from '../../model/ask.ts';
import {cimText} from '../../model/cim.ts';
import {serviceStatesAsk} from '../asks/windows-services.ts';
import {installedPrograms} from './windows-programs.ts';
import {mapTold, type Settings} from './windows-settings.ts';

/** RTEMode of the driver of Trellix Application Control: 1 while it is enabled. */
export const solidifierAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\swin\\Parameters', {
  id: 'solidifier',
  values: ['RTEMode'],
});

export interface ControlProduct {
  readonly product: string;
  readonly running: boolean | null;
  /** null: only its own console tells. */
  readonly enforced: boolean | null;
}

interface Known {
  readonly product: string;
  /** Its service in lower case; null: none that a public source names. */
  readonly service: string | null;
  /** Parts of the names it is listed under. */
  readonly names: readonly string[];
}

const known: readonly Known[] = [
  {product: 'Trellix Application Control', service: 'scsrvc', names: ['Solidifier', 'Application and Change Control']},
  {product: 'Trend Micro Safe Lock', service: null, names: ['Trend Micro Safe Lock']},
  {product: 'TXOne Stellar', service: null, names: ['StellarEnforce', 'StellarProtect', 'TXOne Stellar']},
  {product: 'Carbon Black App Control', service: 'parity', names: ['Carbon Black App Control', 'Cb Protection']},
  {product: 'AppGuard', service: null, names: ['AppGuard']},
];

type States = ReadonlyMap<string, string | null>;

function statesOf(read: Settings): States | null {
  const services = read.instances(serviceStatesAsk);
  if (services === undefined || services === null) return null;
  return new Map(services.map((each) => [(cimText(each, 'Name') ?? '').toLowerCase(), cimText(each, 'State')]));
}

function runs({service}: Known, states: States | null): boolean | null {
  if (service === null || states === null) return null;
  return states.get(service) === 'Running';
}

/** Products that allow listed programs alone, by their services and by the list of programs. */
export function controlProducts(read: Settings): ControlProduct[] {
  const states = statesOf(read);
  if (states === null) read.doubt();
  const programs = installedPrograms(read);
  const solidified = mapTold(read.number(solidifierAsk, 'RTEMode'), (mode) => mode === 1);
  return known.flatMap((each) => {
    const listed = programs.some(({name}) => each.names.some((part) => name.includes(part)));
    if (!listed && (each.service === null || states?.has(each.service) !== true)) return [];
    const running = runs(each, states);
    const mode = each.service === 'scsrvc' ? (solidified ?? null) : null;
    if (running === null) read.doubt();
    const enforced = running === true ? mode : running === false ? false : null;
    return [{product: each.product, running, enforced}];
  });
}
