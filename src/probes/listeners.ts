import {z} from 'zod';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {listenersAsk} from './asks/listeners.ts';
import {netstatAsk, serviceStatesAsk, windowsProcessesAsk} from './asks/windows-services.ts';
import {flag, int, intOrNull, text, textOrNull, texts} from './parse/fields.ts';
import type {Socket} from './parse/proc-sockets.ts';
import {readSockets} from './parse/sockets.ts';
import {readWindowsSockets} from './parse/windows-sockets.ts';

const protocol = () =>
  field(z.enum(['tcp', 'udp']), 'Protocol', 'プロトコル', {
    values: {tcp: {en: 'TCP', ja: 'TCP'}, udp: {en: 'UDP', ja: 'UDP'}},
  });

const Listeners = z.object({
  sockets: z.array(
    z.object({
      protocol: protocol(),
      address: text('Address', 'アドレス'),
      port: int('Port', 'ポート'),
      loopbackOnly: flag('Reachable from this host only', '自ホストからのみ接続可'),
      // These three are null where owners are not shown, too: judge them by the fact listenerOwners.
      process: textOrNull('Process', 'プロセス'),
      pid: intOrNull('Process number', 'プロセスID'),
      unit: textOrNull('Service', 'サービス'),
    }),
  ),
  /** The same, one element a port, without what only this host can reach. */
  exposed: z.array(
    z.object({
      protocol: protocol(),
      port: int('Port', 'ポート'),
      addresses: texts('Addresses', 'アドレス'),
      process: textOrNull('Process', 'プロセス'),
      unit: textOrNull('Service', 'サービス'),
    }),
  ),
});
type Exposed = z.infer<typeof Listeners>['exposed'][number];

function exposedPorts(sockets: readonly Socket[]): Exposed[] {
  const ports = new Map<string, Exposed>();
  for (const {protocol: kind, port, address, process, unit, loopbackOnly} of sockets) {
    if (loopbackOnly) continue;
    const key = `${kind}/${port}`;
    const known = ports.get(key) ?? {protocol: kind, port, addresses: [], process: null, unit: null};
    const addresses = [...new Set([...known.addresses, address])].sort();
    ports.set(key, {...known, addresses, process: known.process ?? process, unit: known.unit ?? unit});
  }
  return [...ports.values()].sort((a, b) =>
    a.protocol === b.protocol ? a.port - b.port : a.protocol < b.protocol ? -1 : 1,
  );
}

export const listeners = defineProbe({
  fact: 'listeners',
  title: {en: 'Listening ports', ja: '待ち受けポート'},
  cost: 'cheap',
  schema: Listeners,
  ask: {linux: [listenersAsk], windows: [netstatAsk, windowsProcessesAsk, serviceStatesAsk]},
  parse(answers, platform) {
    const read = platform === 'windows' ? readWindowsSockets(answers) : readSockets(answers.command(listenersAsk.id));
    const {sockets, complete} = read;
    const value = {sockets: [...sockets], exposed: exposedPorts(sockets)};
    return complete ? whole(value) : partial(value);
  },
});
