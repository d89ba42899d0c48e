import {z} from 'zod';
import {cimFlag, cimText, type CimInstance} from '../model/cim.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {numberIn, textIn} from '../model/registry.ts';
import {
  chromeDohAsk,
  connectionAsks,
  dohPolicyAsk,
  edgeDohAsk,
  forwardingAsk,
  ipInterfacesAsk,
} from './asks/windows-network.ts';
import {serviceStatesAsk} from './asks/windows-services.ts';
import {readWindowsVersion} from './asks/windows-version.ts';
import {flagOrNull, int, intOrNull, text, textOrNull} from './parse/fields.ts';
import {linkKinds} from './parse/network.ts';
import {readAdapters, type WindowsAdapter} from './parse/windows-adapters.ts';
import {forwardsSomewhere} from './parse/windows-forwarding.ts';
import {isRunning} from './parse/windows-services.ts';
import {told} from './parse/windows-told.ts';

const onOff = {values: {true: {en: 'enabled', ja: '有効'}, false: {en: 'disabled', ja: '無効'}}};

const WindowsNetwork = z.object({
  /** IPEnableRouter as it is set; null: not set. */
  ipEnableRouter: intOrNull('IPEnableRouter', 'IPEnableRouter'),
  /** At every connection, or at one; null: Windows Vista and 7 with several do not tell. */
  ipForwarding: flagOrNull('IP forwarding', 'IP転送', onOff),
  /** null: there is no such service. */
  routingService: flagOrNull('Routing and Remote Access runs', 'Routing and Remote Accessの稼働'),
  /** null: of XP and Server 2003, whose service is the firewall as well, it is not told. */
  connectionSharing: flagOrNull('Internet Connection Sharing runs', 'インターネット接続の共有 (ICS) の稼働'),
  bridged: flagOrNull('Network bridge', 'ネットワークブリッジ'),
  /** 1: not allowed, 2: allowed, 3: required; null: no policy. */
  dohPolicy: intOrNull('DNS over HTTPS by policy', 'DNS over HTTPSのポリシー'),
  /** `off`, `automatic`, `secure`; null: no policy. */
  edgeDoh: textOrNull('DNS over HTTPS of Edge by policy', 'EdgeのDNS over HTTPSのポリシー'),
  chromeDoh: textOrNull('DNS over HTTPS of Chrome by policy', 'ChromeのDNS over HTTPSのポリシー'),
  /** Connections that have addresses, and adapters that may get some: those of a cable that are not disabled. */
  connections: z.array(
    z.object({
      name: text('Network connection', 'ネットワーク接続'),
      kind: field(z.enum(linkKinds), 'Kind', '種別'),
      dhcp: flagOrNull('Address by DHCP', 'DHCPによるアドレス取得', onOff),
      addresses: int('Addresses', 'アドレス数'),
    }),
  ),
});

type Connection = z.infer<typeof WindowsNetwork>['connections'][number];

function connectionOf({name, kind, addresses}: WindowsAdapter, settings: CimInstance): Connection {
  return {
    name,
    kind,
    dhcp: cimFlag(settings, 'DHCPEnabled'),
    addresses: addresses.length,
  };
}

/** A cable that is out takes the addresses of its adapter with it, not its settings. */
const mayBeUsed = ({addresses, kind, up}: WindowsAdapter): boolean =>
  addresses.length > 0 || (up && kind === 'physical');

/** Drivers of Windows that join adapters: not the switch of its virtual machines. */
const isBridge = ({kind, up, settings}: WindowsAdapter): boolean =>
  kind === 'bridge' &&
  up &&
  settings !== null &&
  /^(?:BridgeMP|MsBridge|NdisImPlatform)$/i.test(cimText(settings, 'ServiceName') ?? '');

/** How Windows joins networks, and what it says in them. */
export const windowsNetwork = defineProbe({
  fact: 'windowsNetwork',
  title: {en: 'Network settings of Windows', ja: 'Windowsのネットワーク設定'},
  cost: 'cheap',
  schema: WindowsNetwork,
  ask: {
    windows: [
      ...[...connectionAsks, forwardingAsk, ipInterfacesAsk, dohPolicyAsk, edgeDohAsk, chromeDohAsk],
      serviceStatesAsk,
    ],
  },
  parse(answers) {
    const keyOf = (id: string) => told(() => answers.registry(id)?.root) ?? null;
    const tcpip = answers.registry(forwardingAsk.id)?.root;
    if (tcpip === undefined) throw new Gap('unsupported', 'the registry tells of no TCP/IP');
    const version = told(() => readWindowsVersion(answers));
    const states = told(() => answers.instances(serviceStatesAsk.id)) ?? [];
    const adapters = readAdapters(answers);
    const router = numberIn(tcpip, 'IPEnableRouter');
    const sharing = (version?.build ?? 0) < 6000 ? null : isRunning(states, 'SharedAccess');
    const value = {
      ipEnableRouter: router,
      // By default nothing is forwarded: https://learn.microsoft.com/troubleshoot/windows-server/networking
      ipForwarding: (router !== null && router !== 0) || forwardsSomewhere(answers, adapters, version?.build ?? null),
      routingService: isRunning(states, 'RemoteAccess'),
      connectionSharing: sharing,
      bridged: adapters.some(isBridge),
      dohPolicy: numberIn(keyOf(dohPolicyAsk.id), 'DoHPolicy'),
      edgeDoh: textIn(keyOf(edgeDohAsk.id), 'DnsOverHttpsMode'),
      chromeDoh: textIn(keyOf(chromeDohAsk.id), 'DnsOverHttpsMode'),
      connections: adapters.flatMap((adapter) =>
        adapter.settings === null || !mayBeUsed(adapter) ? [] : [connectionOf(adapter, adapter.settings)],
      ),
    };
    // Every Windows has services.
    const known = (version?.build ?? 0) >= 6000 && states.length > 0;
    return known ? whole(value) : partial(value);
  },
  doubt(value, lost) {
    const sure = (flag: boolean | null): boolean | null => (flag === true ? true : null);
    const {ipForwarding, routingService, connectionSharing, bridged} = value;
    return lost
      ? {
          ...value,
          ...{ipForwarding: sure(ipForwarding), routingService: sure(routingService)},
          ...{connectionSharing: sure(connectionSharing), bridged: sure(bridged)},
        }
      : value;
  },
});
