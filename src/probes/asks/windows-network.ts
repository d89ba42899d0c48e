import {cim, registry} from '../../model/ask.ts';
import {windowsSystemAsk, windowsVersionAsk} from './windows-version.ts';

/** Addresses and what comes with them, by adapter. XP tells only of IPv4. */
export const adapterSettingsAsk = cim(
  'Win32_NetworkAdapterConfiguration',
  [
    ...[
      'Index',
      'InterfaceIndex',
      'SettingID',
      'ServiceName',
      'IPEnabled',
      'IPAddress',
      'IPSubnet',
      'DefaultIPGateway',
    ],
    ...['DHCPEnabled', 'DNSServerSearchOrder', 'DNSDomain', 'DNSDomainSuffixSearchOrder'],
    ...['MACAddress', 'MTU', 'Description'],
  ],
  {id: 'adapter-settings'},
);

/** PhysicalAdapter came with Vista. */
export const adaptersAsk = cim(
  'Win32_NetworkAdapter',
  [
    ...['Index', 'NetConnectionID', 'NetConnectionStatus', 'ConfigManagerErrorCode', 'PhysicalAdapter', 'PNPDeviceID'],
    ...['ServiceName', 'MACAddress', 'Name'],
  ],
  {id: 'adapters'},
);

/** Drivers of network adapters: what medium each one uses, by the numbers of NDIS. */
export const adapterDriversAsk = registry(
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4D36E972-E325-11CE-BFC1-08002BE10318}',
  {
    id: 'adapter-drivers',
    depth: 'children',
    values: ['NetCfgInstanceId', '*IfType', '*MediaType', '*PhysicalMediaType'],
  },
);

/** Network connections; what was put in the list of wireless ones has another sub-type. */
export const connectionsAsk = registry(
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Network\\{4D36E972-E325-11CE-BFC1-08002BE10318}',
  {id: 'adapter-connections', depth: 'tree', values: ['MediaSubType']},
);

/** Teams of adapters of Windows Server 2012 and later. */
export const teamsAsk = cim('MSFT_NetLbfoTeam', ['Name'], {id: 'adapter-teams', namespace: 'root\\StandardCimv2'});

/** DNS servers of both families, those from router advertisements included, from Windows 8 on. */
export const dnsServersAsk = cim(
  'MSFT_DNSClientServerAddress',
  ['InterfaceIndex', 'AddressFamily', 'ServerAddresses'],
  {
    id: 'dns-servers',
    namespace: 'root\\StandardCimv2',
  },
);

/** Routes of IPv4. */
export const routeTableAsk = cim(
  'Win32_IP4RouteTable',
  ['Destination', 'Mask', 'NextHop', 'InterfaceIndex', 'Metric1'],
  {id: 'route-table'},
);

export const forwardingAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters', {
  id: 'ip-forwarding',
  values: ['IPEnableRouter'],
});

/** Forwarding of each interface and family, from Windows 8 on. https://learn.microsoft.com/windows/win32/fwp/wmi/nettcpipprov/msft-netipinterface */
export const ipInterfacesAsk = cim('MSFT_NetIPInterface', ['InterfaceIndex', 'AddressFamily', 'Forwarding'], {
  id: 'ip-interfaces',
  namespace: 'root\\StandardCimv2',
});

/** DNS over HTTPS: of the system, then of the browsers that resolve names by themselves. */
export const dohPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient', {
  id: 'doh-policy',
  values: ['DoHPolicy'],
});
export const edgeDohAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge', {
  id: 'doh-edge',
  values: ['DnsOverHttpsMode'],
});
export const chromeDohAsk = registry('HKLM\\SOFTWARE\\Policies\\Google\\Chrome', {
  id: 'doh-chrome',
  values: ['DnsOverHttpsMode'],
});

/** Everything that a connection and its medium are read from. */
export const connectionAsks = [
  ...[adapterSettingsAsk, adaptersAsk, adapterDriversAsk, connectionsAsk, teamsAsk],
  ...[windowsVersionAsk, windowsSystemAsk],
];
