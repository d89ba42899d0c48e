import type {LoadedInventory} from './inventory/load.ts';
import type {Inventory} from './model/asset.ts';
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

/** Every machine of a way, from the first jump host to the server itself, as an entry that goes there and no further. */
function steps({jumpHosts}: Inventory, entry: PlanEntry): PlanEntry[] {
  const {endpoint} = entry;
  if (endpoint.via !== 'ssh') return [];
  const hops = endpoint.jump.flatMap((name, index) => {
    const host = jumpHosts.find((candidate) => candidate.name === name);
    if (host === undefined) return [];
    const {address, port, credential, legacy} = host;
    return [
      {
        ...entry,
        endpoint: {via: 'ssh' as const, address, port, credential, legacy, jump: endpoint.jump.slice(0, index)},
      },
    ];
  });
  return [...hops, entry];
}

const depthOf = ({endpoint}: PlanEntry): number => (endpoint.via === 'ssh' ? endpoint.jump.length : 0);

/** One entry for each server, the first that goes there, by the number of jump hosts before it. */
function serversByDepth(inventory: Inventory, plan: Plan): PlanEntry[][] {
  const byServer = new Map<string, PlanEntry>();
  for (const entry of plan.entries.flatMap((each) => steps(inventory, each))) {
    if (entry.endpoint.via !== 'ssh') continue;
    const {address, port, jump} = entry.endpoint;
    const key = [...jump, address, port].join(' ');
    if (!byServer.has(key)) byServer.set(key, entry);
  }
  const levels: PlanEntry[][] = [];
  for (const entry of byServer.values()) (levels[depthOf(entry)] ??= []).push(entry);
  return levels;
}

async function seenAt(entry: PlanEntry, fetcher: (entry: PlanEntry) => Promise<HostKey[]>): Promise<SeenKeys[]> {
  if (entry.endpoint.via !== 'ssh') return [];
  const {address, port} = entry.endpoint;
  try {
    return [{state: 'seen', address, port, keys: await fetcher(entry)}];
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return [{state: 'failed', address, port, reason: error.reason, detail: error.message}];
  }
}

/**
 * Fetches the host keys of every server in the plan and of the jump hosts on the way, one after the other, under the rules of
 * the asset's zone. First come all that are reached straight, then those behind one jump host, and so on: `knownHosts` is asked
 * for anew each time, as whoever takes the keys writes down what people agree to, and no jump host is logged in to before.
 * @throws InputError for a secret that cannot be read
 */
export async function* fetchKeys(
  loaded: LoadedInventory,
  plan: Plan,
  {knownHosts, ...options}: {readonly knownHosts: () => KnownHosts; readonly gate: Gate; readonly timeouts: Timeouts},
): AsyncGenerator<readonly SeenKeys[]> {
  const {inventory} = loaded;
  const behindJumps = plan.entries.filter((entry) => depthOf(entry) > 0);
  const secrets = await loadSecrets(loaded, {...plan, entries: behindJumps});
  const {credentials, jumpHosts} = inventory;
  for (const entries of serversByDepth(inventory, plan)) {
    const names = {credentials, jumpHosts, secrets, enableSecrets: new Map()};
    const fetcher = createKeyFetcher({...names, knownHosts: knownHosts(), ...options});
    const seen: SeenKeys[] = [];
    for (const entry of entries) seen.push(...(await seenAt(entry, fetcher)));
    yield seen;
  }
}
