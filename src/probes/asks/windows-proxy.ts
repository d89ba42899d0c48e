import {registry} from '../../model/ask.ts';

const settings = 'Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const values = ['ProxyEnable', 'ProxyServer', 'AutoConfigURL'];

/** Proxies of the computer: of WinHTTP, of WinINET for all users; and of the users that are logged on, Local System among them. */
export const proxyAsks = {
  winHttp: registry(`HKLM\\SOFTWARE\\${settings}\\Connections`, {id: 'proxy-winhttp', values: ['WinHttpSettings']}),
  machine: registry(`HKLM\\SOFTWARE\\${settings}`, {id: 'proxy-machine', values}),
  policy: registry(`HKLM\\SOFTWARE\\Policies\\${settings}`, {
    id: 'proxy-policy',
    values: [...values, 'ProxySettingsPerUser'],
  }),
  users: registry(`HKU\\*\\Software\\${settings}`, {id: 'proxy-users', values}),
} as const;
