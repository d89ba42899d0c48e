import {registry} from '../../model/ask.ts';

const settings = 'Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const values = ['ProxyEnable', 'ProxyServer', 'AutoConfigURL'];

/** Proxies of the computer: of WinHTTP, of WinINET for all users, of the services that run as Local System. */
export const proxyAsks = {
  winHttp: registry(`HKLM\\SOFTWARE\\${settings}\\Connections`, {values: ['WinHttpSettings']}),
  machine: registry(`HKLM\\SOFTWARE\\${settings}`, {values}),
  policy: registry(`HKLM\\SOFTWARE\\Policies\\${settings}`, {values: [...values, 'ProxySettingsPerUser']}),
  discovery: registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\WinHttpAutoProxySvc', {values: ['Start']}),
  system: registry(`HKU\\.DEFAULT\\Software\\${settings}`, {values}),
} as const;
