import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {listenersAsk} from './asks/listeners.ts';
import {flag, int, text, textOrNull} from './parse/fields.ts';
import {readSockets} from './parse/sockets.ts';

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

/** Which process holds each port: only root can tell. The kernel itself listens for some, as for NFS. */
export const listenerOwners = defineProbe({
  fact: 'listenerOwners',
  title: {en: 'Owners of listening ports', ja: '待ち受けポートの所有プロセス'},
  cost: 'cheap',
  schema: ListenerOwners,
  ask: {linux: [listenersAsk]},
  parse(answers) {
    const answer = answers.command(listenersAsk.id);
    const {sockets, complete, ownersShown} = readSockets(answer);
    if (!answer.privileged) throw new Gap('permission-denied', 'owners of listening ports');
    if (!ownersShown) throw new Gap('unsupported', 'ss tells the owners of listening ports');
    const value = {
      sockets: sockets.map(({protocol, address, port, loopbackOnly, process, unit}) => ({
        ...{protocol, address, port, loopbackOnly},
        ...{process, unit},
      })),
    };
    return complete ? whole(value) : partial(value);
  },
});
