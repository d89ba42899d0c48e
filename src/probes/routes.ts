import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, partial, whole} from '../model/probe.ts';
import {network} from './asks/network.ts';
import {intOrNull, text, textOrNull, texts} from './parse/fields.ts';
import {networkComplete, readInterfaces} from './parse/network.ts';
import {readRoutes, waysOut} from './parse/routes.ts';

const Routes = z.object({
  list: z.array(
    z.object({
      destination: text('Destination', '宛先'),
      gateway: textOrNull('Gateway', 'ゲートウェイ'),
      interface: textOrNull('Interface', 'インターフェース'),
      metric: intOrNull('Metric', 'メトリック'),
    }),
  ),
  /** Also `dev ppp0`, where the interface alone is the way to every network, and gateways to a half of everything. */
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
    const value = {
      list: readRoutes(body),
      defaultGateways: waysOut(body, 'ip'),
      defaultGateways6: waysOut(body, 'ip6'),
    };
    return networkComplete(body) ? whole(value) : partial(value);
  },
});
