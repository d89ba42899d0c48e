import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, partial, whole} from '../model/probe.ts';
import {network} from './asks/network.ts';
import {intOrNull, text, textOrNull, texts} from './parse/fields.ts';
import {networkComplete, readInterfaces, readRoutes} from './parse/network.ts';

const Routes = z.object({
  list: z.array(
    z.object({
      destination: text('Destination', '宛先'),
      gateway: textOrNull('Gateway', 'ゲートウェイ'),
      interface: textOrNull('Interface', 'インターフェース'),
      metric: intOrNull('Metric', 'メトリック'),
    }),
  ),
  defaultGateways: texts('Default gateways (IPv4)', 'デフォルトゲートウェイ (IPv4)'),
  defaultGateways6: texts('Default gateways (IPv6)', 'デフォルトゲートウェイ (IPv6)'),
});

/** Routes of the main tables, ip-route(8). */
export const routes = defineProbe({
  fact: 'routes',
  title: {en: 'Routes', ja: '経路'},
  cost: 'cheap',
  schema: Routes,
  ask: {linux: [network]},
  parse(answers) {
    const {text: body} = answers.command(network.id);
    if (readInterfaces(body) === null) throw new Gap('unsupported', 'ip is missing');
    const list = readRoutes(body);
    const gateways = list
      .filter(({destination}) => destination === 'default')
      .flatMap(({gateway}) => (gateway === null ? [] : [gateway]));
    const unique = [...new Set(gateways)].sort();
    const value = {
      list,
      defaultGateways: unique.filter((gateway) => !gateway.includes(':')),
      defaultGateways6: unique.filter((gateway) => gateway.includes(':')),
    };
    return networkComplete(body) ? whole(value) : partial(value);
  },
});
