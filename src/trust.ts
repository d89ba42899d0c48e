import type {LoadedInventory} from './inventory/load.ts';
import type {GapReason} from './model/evidence.ts';
import type {PlanEntry, Plan} from './model/plan.ts';
import {loadSecrets} from './secrets.ts';
import {createKeyFetcher, Gate, TransportError, type HostKey, type Timeouts} from './transports/index.ts';
import type {KnownHosts} from './transports/known-hosts.ts';

/** Host keys of one server, or why they could not be had. */
export type SeenKeys =
  | {readonly state: 'seen'; readonly address: string; readonly port: number; readonly keys: readonly HostKey[]}
  | {
      readonly state: 'failed';
      readonly address: string;
      readonly port: number;
      readonly reason: GapReason;
      readonly detail: string;
    };

/** One entry for each server: the first that goes there. */
function servers(plan: Plan): PlanEntry[] {
  const byServer = new Map<string, PlanEntry>();
  for (const entry of plan.entries) {
    if (entry.endpoint.via !== 'ssh') continue;
    const {address, port, jump} = entry.endpoint;
    const key = [...jump, address, port].join(' ');
    if (!byServer.has(key)) byServer.set(key, entry);
  }
  return [...byServer.values()];
}

/**
 * Fetches the host keys of every server in the plan, one after the other, under the rules of its zone. Keys of jump
 * hosts must be known before what is behind them can be asked.
 */
export async function fetchKeys(
  {inventory}: LoadedInventory,
  plan: Plan,
  options: {readonly knownHosts: KnownHosts; readonly gate: Gate; readonly timeouts: Timeouts},
): Promise<SeenKeys[]> {
  const entries = servers(plan);
  const behindJumps = entries.filter(({endpoint}) => endpoint.via === 'ssh' && endpoint.jump.length > 0);
  const secrets = await loadSecrets(inventory, {...plan, entries: behindJumps});
  const {credentials, jumpHosts} = inventory;
  const fetcher = createKeyFetcher({credentials, jumpHosts, secrets, enableSecrets: new Map(), ...options});
  const seen: SeenKeys[] = [];
  for (const entry of entries) {
    if (entry.endpoint.via !== 'ssh') continue;
    const {address, port} = entry.endpoint;
    try {
      seen.push({state: 'seen', address, port, keys: await fetcher(entry)});
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      seen.push({state: 'failed', address, port, reason: error.reason, detail: error.message});
    }
  }
  return seen;
}
