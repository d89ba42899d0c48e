import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe} from '../model/probe.ts';
import {flagOrNull} from './parse/fields.ts';
import {mapTold, on, settings} from './parse/windows-settings.ts';

const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';

export const ipv4Ask = registry(`${services}\\Tcpip\\Parameters`, {
  id: 'ipv4-hardening',
  values: ['DisableIPSourceRouting', 'EnableICMPRedirect'],
});

export const ipv6Ask = registry(`${services}\\Tcpip6\\Parameters`, {
  id: 'ipv6-hardening',
  values: ['DisableIPSourceRouting'],
});

const WindowsNetworkStack = z.object({
  sourceRoutingOff: flagOrNull('IPv4 packets with a source route refused', 'IPv4送信元ルーティングの拒否'),
  sourceRoutingOff6: flagOrNull('IPv6 packets with a source route refused', 'IPv6送信元ルーティングの拒否'),
  icmpRedirects: flagOrNull('Routes changed by ICMP redirects', 'ICMPリダイレクトによる経路変更'),
});

/** Settings of the IP stack that are set in the registry alone. A source route is refused altogether by 2. */
export const windowsNetworkStack = defineProbe({
  fact: 'windowsNetworkStack',
  title: {en: 'IP stack of Windows', ja: 'WindowsのTCP/IP設定'},
  cost: 'cheap',
  schema: WindowsNetworkStack,
  ask: {windows: [ipv4Ask, ipv6Ask]},
  parse(answers) {
    const read = settings(answers);
    const refuses = (ask: typeof ipv4Ask): boolean | null =>
      read.effective(
        mapTold(read.number(ask, 'DisableIPSourceRouting'), (level) => level === 2),
        false,
      );
    return read.result({
      sourceRoutingOff: refuses(ipv4Ask),
      sourceRoutingOff6: refuses(ipv6Ask),
      icmpRedirects: read.effective(on(read.number(ipv4Ask, 'EnableICMPRedirect')), true),
    });
  },
});
