import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {listenersAsk} from './asks/listeners.ts';
import {netstatAsk, serviceStatesAsk, windowsProcessesAsk} from './asks/windows-services.ts';
import {flag, int, text, textOrNull} from './parse/fields.ts';
import {readSockets, type SocketList} from './parse/sockets.ts';
import {readWindowsSockets} from './parse/windows-sockets.ts';

const ListenerOwners = z.object({
  sockets: z.array(
    z.object({
      protocol: field(z.enum(['tcp', 'udp']), 'Protocol', 'プロトコル'),
      address: text('Address', 'アドレス'),
      port: int('Port', 'ポート'),
      loopbackOnly: flag('Reachable from this host only', '自ホストからのみ接続可'),
      /** null: no process holds it. */
      process: textOrNull('Process', 'プロセス'),
      unit: textOrNull('Service', 'サービス'),
    }),
  ),
});

/** @throws Gap where owners are shown to root alone, and nobody was root */
function linuxSockets(answers: Answers): SocketList {
  const answer = answers.command(listenersAsk.id);
  const list = readSockets(answer);
  if (!answer.privileged) throw new Gap('permission-denied', 'owners of listening ports');
  return list;
}

/**
 * Which process holds each port. On Linux only root can tell, and the kernel itself listens for some, as for NFS. On Windows
 * everybody can; there a process that has ended may have left its port to one that it had started.
 */
export const listenerOwners = defineProbe({
  fact: 'listenerOwners',
  title: {en: 'Owners of listening ports', ja: '待ち受けポートの所有プロセス'},
  cost: 'cheap',
  schema: ListenerOwners,
  ask: {linux: [listenersAsk], windows: [netstatAsk, windowsProcessesAsk, serviceStatesAsk]},
  parse(answers, platform) {
    const isWindows = platform === 'windows';
    const {sockets, complete, ownersShown} = isWindows ? readWindowsSockets(answers) : linuxSockets(answers);
    if (!ownersShown) throw new Gap('unsupported', 'it is not told who holds the listening ports');
    const value = {
      sockets: sockets.map(({protocol, address, port, loopbackOnly, process, unit}) => ({
        ...{protocol, address, port, loopbackOnly},
        ...{process, unit},
      })),
    };
    return complete ? whole(value) : partial(value);
  },
});
