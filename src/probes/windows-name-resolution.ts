import {z} from 'zod';
import {cim, registry} from '../model/ask.ts';
import {cimFlag, cimInt, cimText, type CimInstance} from '../model/cim.ts';
import {defineProbe} from '../model/probe.ts';
import {windowsSystemAsk, windowsVersionAsk, type WindowsVersion} from './asks/windows-version.ts';
import {flagOrNull, text} from './parse/fields.ts';
import {mapTold, on, settings, type Settings} from './parse/windows-settings.ts';

const adaptersAsk = cim(
  'Win32_NetworkAdapterConfiguration',
  ['Description', 'SettingID', 'TcpipNetbiosOptions', 'DHCPEnabled'],
  {id: 'netbios-adapters', where: 'IPEnabled=TRUE'},
);

const interfacesAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters\\Interfaces', {
  id: 'netbios-interfaces',
  depth: 'children',
  values: ['DhcpNetbiosOptions'],
});

export const netbiosAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters', {
  id: 'netbios',
  values: ['NoNameReleaseOnDemand'],
});

const resolverPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient', {
  id: 'resolver-policy',
  values: ['EnableMulticast'],
});

const resolverAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\Dnscache\\Parameters', {
  id: 'resolver',
  values: ['EnableMDNS'],
});

const webProxyAsk = registry('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\WinHttp', {
  id: 'web-proxy-discovery',
  values: ['DisableWpad'],
});

const webProxyServiceAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\WinHttpAutoProxySvc', {
  id: 'web-proxy-service',
  values: ['Start'],
});

const WindowsNameResolution = z.object({
  llmnr: flagOrNull('Names asked for by LLMNR', 'LLMNRによる名前解決'),
  mdns: flagOrNull('Names asked for by mDNS', 'mDNSによる名前解決'),
  wpad: flagOrNull('Web proxy looked for by WPAD', 'WPADによるプロキシ自動検出'),
  nameReleaseRefused: flagOrNull('Demands to release the NetBIOS name refused', 'NetBIOS名の解放要求の拒否'),
  adapters: z.array(
    z.object({
      name: text('Adapter', 'ネットワークアダプター'),
      netbios: flagOrNull('NetBIOS over TCP/IP', 'NetBIOS over TCP/IP'),
    }),
  ),
});

/** LLMNR came with Vista; the policy alone turns it off. */
const llmnrByDefault = ({build}: WindowsVersion): boolean => build >= 6000;

/** The resolver of Windows asks by mDNS since Windows 10 1809 for sure; before 10 it did not know it. */
const mdnsByDefault = ({build}: WindowsVersion): boolean | null =>
  build >= 17763 ? true : build < 10240 ? false : null;

/** What a DHCP server may have said of NetBIOS (option 001 of Microsoft): 2 turns it off. */
function byDhcp(read: Settings, id: string): boolean | null {
  const option = read.number([interfacesAsk, `Tcpip_${id}`], 'DhcpNetbiosOptions');
  return read.effective(
    mapTold(option, (value) => value !== 2),
    true,
  );
}

/** TcpipNetbiosOptions: 0 as DHCP says, else on; 1 on; 2 off. */
function netbiosOf(read: Settings, adapter: CimInstance): boolean | null {
  const option = cimInt(adapter, 'TcpipNetbiosOptions');
  if (option === 1 || option === 2) return option === 1;
  if (option === 0 && cimFlag(adapter, 'DHCPEnabled') === false) return true;
  const id = cimText(adapter, 'SettingID');
  if (option === 0 && id !== null) return byDhcp(read, id);
  read.doubt();
  return null;
}

function adaptersOf(read: Settings): {name: string; netbios: boolean | null}[] {
  const found = read.instances(adaptersAsk);
  // What was asked over a network has an address.
  if (found === null || found?.length === 0) read.doubt();
  return (found ?? []).map((adapter) => ({
    name: cimText(adapter, 'Description') ?? '',
    netbios: netbiosOf(read, adapter),
  }));
}

/** DisableWpad is heeded from Windows 10 1809 and Server 2019 on: https://learn.microsoft.com/troubleshoot/windows-server/networking/disable-http-proxy-auth-features */
function wpad(read: Settings, version: WindowsVersion | null): boolean | null {
  if (read.number(webProxyServiceAsk, 'Start') === 4) return false;
  const disabled = on(read.number(webProxyAsk, 'DisableWpad'));
  const unsure = disabled === true && (version === null || version.build < 17763);
  return read.effective(unsure ? undefined : mapTold(disabled, (off) => !off), true);
}

/** Ways to find a name by asking everybody near, whom anybody near can answer. */
export const windowsNameResolution = defineProbe({
  fact: 'windowsNameResolution',
  title: {en: 'Name resolution of Windows', ja: 'Windowsの名前解決'},
  cost: 'cheap',
  schema: WindowsNameResolution,
  ask: {
    windows: [
      ...[adaptersAsk, interfacesAsk, netbiosAsk, resolverPolicyAsk, resolverAsk, webProxyAsk, webProxyServiceAsk],
      ...[windowsVersionAsk, windowsSystemAsk],
    ],
  },
  parse(answers) {
    const read = settings(answers);
    const version = read.version();
    return read.result({
      llmnr: read.effective(
        on(read.number(resolverPolicyAsk, 'EnableMulticast')),
        version === null ? null : llmnrByDefault(version),
      ),
      mdns: read.effective(
        on(read.number(resolverAsk, 'EnableMDNS')),
        version === null ? null : mdnsByDefault(version),
      ),
      wpad: wpad(read, version),
      nameReleaseRefused: read.effective(on(read.number(netbiosAsk, 'NoNameReleaseOnDemand')), false),
      adapters: adaptersOf(read),
    });
  },
});
