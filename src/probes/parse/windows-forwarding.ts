import {cimInt, type CimInstance} from '../../model/cim.ts';
import type {Answers} from '../../model/probe.ts';
import {ipInterfacesAsk} from '../asks/windows-network.ts';
import type {WindowsAdapter} from './windows-adapters.ts';
import {told} from './windows-told.ts';

/** Adapters of machines that this one holds, and of tunnels, may forward for what is inside. */
const inner = new Set<WindowsAdapter['kind']>(['virtual', 'bridge', 'tunnel', 'loopback']);

/** One adapter with one address joins nothing, whatever is set. */
const isSingle = (adapters: readonly WindowsAdapter[]): boolean => {
  const up = adapters.filter((adapter) => adapter.up);
  return up.length === 1 && up.flatMap(({addresses}) => addresses.filter(({family}) => family === 'ip')).length < 2;
};

const forwards = (instance: CimInstance): boolean => cimInt(instance, 'Forwarding') === 1;

/**
 * Whether packets are forwarded at a connection, where they are not at every one (IPEnableRouter). Windows Vista and 7 do not tell,
 * XP can do it at every one alone. null: not known.
 */
export function forwardsSomewhere(
  answers: Answers,
  adapters: readonly WindowsAdapter[],
  build: number | null,
): boolean | null {
  if (build !== null && build < 6000) return false;
  const found = told(() => answers.instances(ipInterfacesAsk.id)) ?? [];
  const at = new Set(found.filter(forwards).map((instance) => cimInt(instance, 'InterfaceIndex')));
  const forwarding = adapters.filter(({addresses, interfaceIndex}) => addresses.length > 0 && at.has(interfaceIndex));
  if (forwarding.some(({kind}) => !inner.has(kind))) return true;
  if (isSingle(adapters)) return false;
  const isTold = found.length > 0 && found.every((instance) => cimInt(instance, 'Forwarding') !== null);
  return isTold && forwarding.length === 0 ? false : null;
}
