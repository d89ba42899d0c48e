import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole, type Answers, type Parsed} from '../model/probe.ts';
import {network} from './asks/network.ts';
import {connectionAsks} from './asks/windows-network.ts';
import {flag, int, intOrNull, text, textOrNull} from './parse/fields.ts';
import {linkKinds, networkComplete, readInterfaces} from './parse/network.ts';
import {readAdapters} from './parse/windows-adapters.ts';

const Interfaces = z.object({
  list: z.array(
    z.object({
      name: text('Interface', 'インターフェース'),
      mac: textOrNull('MAC address', 'MACアドレス'),
      up: flag('Up', '有効'),
      mtu: intOrNull('MTU', 'MTU'),
      kind: field(z.enum(linkKinds), 'Kind', '種別', {
        values: {
          physical: {en: 'wired', ja: '有線'},
          wireless: {en: 'wireless', ja: '無線'},
          bond: {en: 'bond', ja: 'ボンディング'},
          bridge: {en: 'bridge', ja: 'ブリッジ'},
          vlan: {en: 'VLAN', ja: 'VLAN'},
          tunnel: {en: 'tunnel', ja: 'トンネル'},
          loopback: {en: 'loopback', ja: 'ループバック'},
          virtual: {en: 'virtual', ja: '仮想'},
        },
      }),
      addresses: z.array(
        z.object({
          family: field(z.enum(['ip', 'ip6']), 'Address family', 'アドレス種別'),
          address: text('Address', 'アドレス'),
          prefix: int('Prefix length', 'プレフィックス長'),
        }),
      ),
    }),
  ),
});

type Interfaces = z.infer<typeof Interfaces>;

function ofWindows(answers: Answers): Parsed<Interfaces> {
  const adapters = readAdapters(answers);
  if (adapters.length === 0) throw new Gap('unsupported', 'no network connection is told of');
  const list = adapters.map(({name, mac, up, mtu, kind, addresses}) => ({
    ...{name, mac, up, mtu, kind},
    addresses: [...addresses],
  }));
  return whole({list});
}

/** Network interfaces and their addresses, as ip-address(8) lists them, and as WMI does. */
export const interfaces = defineProbe({
  fact: 'interfaces',
  title: {en: 'Network interfaces', ja: 'ネットワークインターフェース'},
  cost: 'cheap',
  schema: Interfaces,
  ask: {linux: [network], windows: connectionAsks},
  parse(answers, platform) {
    if (platform === 'windows') return ofWindows(answers);
    const {text: told} = answers.command(network.id);
    const list = readInterfaces(told);
    if (list === null) throw new Gap('unsupported', 'ip is missing');
    const value = {list: list.map((one) => ({...one, addresses: [...one.addresses]}))};
    return networkComplete(told) ? whole(value) : partial(value);
  },
});
