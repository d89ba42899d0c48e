import {cimFlag, cimInt, cimList, cimText, type CimInstance} from '../../model/cim.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {numberIn, textIn, type RegistryTable} from '../../model/registry.ts';
import {adapterDriversAsk, adapterSettingsAsk, adaptersAsk, connectionsAsk, teamsAsk} from '../asks/windows-network.ts';
import {readWindowsVersion} from '../asks/windows-version.ts';
import type {Interface, LinkKind} from './network.ts';
import {told} from './windows-told.ts';

/** A network connection of Windows. */
export interface WindowsAdapter extends Interface {
  /** As routes and DNS servers name it; null: XP. */
  readonly interfaceIndex: number | null;
  /** Whether something is at the other end. */
  readonly connected: boolean;
  readonly settings: CimInstance | null;
}

/** By numbers of NDIS (ntddndis.h, ipifcons.h), never by names: what goes by radio. */
const radio = {
  '*IfType': new Set([71, 243, 244]),
  '*MediaType': new Set([9, 16]),
  '*PhysicalMediaType': new Set([1, 8, 9, 10]),
} as const;

/** Identifiers of adapters that go by radio. */
function radios(drivers: RegistryTable | null, connections: RegistryTable | null): ReadonlySet<string> {
  const byDriver = (drivers?.keys ?? []).flatMap((key) => {
    const id = told(() => textIn(key, 'NetCfgInstanceId'));
    const hit = Object.entries(radio).some(([name, numbers]) => numbers.has(told(() => numberIn(key, name)) ?? -1));
    return id == null || !hit ? [] : [id.toUpperCase()];
  });
  const wireless = (connections?.keys ?? []).filter((key) => told(() => numberIn(key, 'MediaSubType')) === 2);
  const byConnection = wireless.map(({path}) => (path.split('\\').at(-2) ?? '').toUpperCase());
  return new Set([...byDriver, ...byConnection]);
}

/** Drivers by the names of their services: they are the same in every language. */
const byService: readonly (readonly [RegExp, LinkKind])[] = [
  [/^(?:BthPan|vwifimp|vwifimp_wfd)$/i, 'wireless'],
  [/^(?:BridgeMP|MsBridge|VMSMP|VMSNPXYMP)$/i, 'bridge'],
  [
    /^(?:NdisWan|Ras\w{1,20}|PptpMiniport|tunnel|tap\d{4}|tapwindows\w{0,10}|wintun|wireguard|ovpn-dco|vpnva)$/i,
    'tunnel',
  ],
];

/** What joins adapters is a team where there are teams, else a bridge: both have the same driver from Windows 8 on. */
function joinedKind(answers: Answers): LinkKind {
  if (told(() => readWindowsVersion(answers).role) === 'workstation') return 'bridge';
  const teams = told(() => answers.instances(teamsAsk.id));
  return teams !== undefined && (teams ?? []).length === 0 ? 'bridge' : 'bond';
}

function kindOf(adapter: CimInstance, id: string, isRadio: ReadonlySet<string>, joined: LinkKind): LinkKind {
  const service = cimText(adapter, 'ServiceName') ?? '';
  if (isRadio.has(id)) return 'wireless';
  const known = byService.find(([pattern]) => pattern.test(service))?.[1];
  if (known !== undefined) return known;
  if (/^NdisImPlatform$/i.test(service)) return joined;
  const device = cimText(adapter, 'PNPDeviceID') ?? '';
  return /^(?:PCI|USB|VMBUS|XENVIF|PCMCIA|ACPI|SD|VID_|B06BDRV|MLX)/i.test(device) ? 'physical' : 'virtual';
}

/** The length of `255.255.255.0`, or of `64`; null: neither, or with gaps. */
export function prefixOf(mask: string): number | null {
  if (/^\d{1,3}$/.test(mask)) return Number(mask) <= 128 ? Number(mask) : null;
  const octets = mask.split('.').map(Number);
  if (octets.length !== 4 || octets.some((octet) => !(octet >= 0 && octet <= 255))) return null;
  const bits = octets.map((octet) => octet.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : null;
}

function addressesOf(settings: CimInstance | null): Interface['addresses'] {
  if (settings === null) return [];
  const masks = cimList(settings, 'IPSubnet');
  return cimList(settings, 'IPAddress').flatMap((address, at) => {
    const family = address.includes(':') ? ('ip6' as const) : ('ip' as const);
    const prefix = prefixOf(masks[at] ?? '');
    return prefix === null || address === '0.0.0.0' ? [] : [{family, address, prefix}];
  });
}

/** Codes of Win32_NetworkAdapter.NetConnectionStatus for hardware that is not there, is off, or broken. */
const dead = new Set([4, 5, 6]);

/**
 * Network connections: those that Windows shows as such, and those that have addresses. Up is what is not disabled, connected
 * or not. @throws Gap
 */
export function readAdapters(answers: Answers): readonly WindowsAdapter[] {
  const settings = answers.instances(adapterSettingsAsk.id) ?? [];
  const found = answers.instances(adaptersAsk.id) ?? [];
  // Every Windows has some, if only those of its own.
  if (settings.length === 0 || found.length === 0) throw new Gap('unsupported', 'no network adapter is told of');
  const byIndex = new Map(settings.map((each) => [cimInt(each, 'Index'), each]));
  const drivers = told(() => answers.registry(adapterDriversAsk.id)) ?? null;
  const isRadio = radios(drivers, told(() => answers.registry(connectionsAsk.id)) ?? null);
  const joined = joinedKind(answers);
  return found.flatMap((adapter) => {
    const own = byIndex.get(cimInt(adapter, 'Index')) ?? null;
    const name = cimText(adapter, 'NetConnectionID') ?? (own === null ? null : cimText(own, 'Description'));
    const shown = cimText(adapter, 'NetConnectionID') !== null || (own !== null && cimFlag(own, 'IPEnabled') === true);
    if (!shown || name === null) return [];
    const status = cimInt(adapter, 'NetConnectionStatus');
    const id = (own === null ? null : cimText(own, 'SettingID'))?.toUpperCase() ?? '';
    return {
      name: name.slice(0, 256),
      mac: cimText(adapter, 'MACAddress')?.toLowerCase() ?? null,
      up: (cimInt(adapter, 'ConfigManagerErrorCode') ?? 0) === 0 && !dead.has(status ?? -1),
      connected: status === 2 || (own !== null && cimFlag(own, 'IPEnabled') === true),
      mtu: own === null ? null : cimInt(own, 'MTU'),
      kind: kindOf(adapter, id, isRadio, joined),
      addresses: addressesOf(own),
      interfaceIndex: own === null ? null : cimInt(own, 'InterfaceIndex'),
      settings: own,
    };
  });
}
