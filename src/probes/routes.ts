import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, partial, whole, type Answers, type Parsed} from '../model/probe.ts';
import {network} from './asks/network.ts';
import {connectionAsks, routeTableAsk} from './asks/windows-network.ts';
import {intOrNull, text, textOrNull, texts} from './parse/fields.ts';
import {networkComplete, readInterfaces} from './parse/network.ts';
import {readRoutes, waysOut} from './parse/routes.ts';
import {readAdapters} from './parse/windows-adapters.ts';
import {gatewaysOf, windowsRoute, windowsWaysOut} from './parse/windows-routes.ts';

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

/** Windows tells its routes of IPv4, and of IPv6 the gateways of its adapters. */
function ofWindows(answers: Answers): Parsed<z.infer<typeof Routes>> {
  const adapters = readAdapters(answers);
  const rows = answers.instances(routeTableAsk.id) ?? [];
  if (rows.length === 0) throw new Gap('unsupported', 'no route is told of');
  const read = rows.map((row) => windowsRoute(row, adapters));
  const list = read.filter((route) => route !== null);
  const value = {list, defaultGateways: windowsWaysOut(list), defaultGateways6: gatewaysOf(adapters, 'ip6')};
  return read.includes(null) ? partial(value) : whole(value);
}

/** Routes of the main tables, ip-route(8), and of Win32_IP4RouteTable. */
export const routes = defineProbe({
  fact: 'routes',
  title: {en: 'Routes', ja: '経路'},
  cost: 'cheap',
  schema: Routes,
  ask: {linux: [network], windows: [...connectionAsks, routeTableAsk]},
  parse(answers, platform) {
    if (platform === 'windows') return ofWindows(answers);
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
