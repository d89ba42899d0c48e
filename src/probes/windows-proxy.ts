import {z} from 'zod';
import {defineProbe, partial, whole} from '../model/probe.ts';
import {bytesIn, numberIn, type RegistryKey} from '../model/registry.ts';
import {proxyAsks} from './asks/windows-proxy.ts';
import {flag, textOrNull} from './parse/fields.ts';
import {configScript, winHttpProxy, winInetProxy} from './parse/windows-proxy.ts';

const WindowsProxy = z.object({
  winHttp: textOrNull('Proxy of WinHTTP', 'WinHTTPのプロキシ'),
  /** Whether users can have proxies of their own. */
  perUser: flag('Set for each user', 'ユーザーごとの設定'),
  machine: textOrNull('Proxy of all users', '全ユーザー共通のプロキシ'),
  machineScript: textOrNull('Configuration script of all users', '全ユーザー共通の自動構成スクリプト'),
  system: textOrNull('Proxy of Local System', 'ローカルシステムのプロキシ'),
  systemScript: textOrNull('Configuration script of Local System', 'ローカルシステムの自動構成スクリプト'),
});

/** Proxies of the computer. Those of single users stand in their profiles, and are not read. */
export const windowsProxy = defineProbe({
  fact: 'windowsProxy',
  title: {en: 'Proxies of Windows', ja: 'Windowsのプロキシ設定'},
  cost: 'cheap',
  schema: WindowsProxy,
  ask: {windows: Object.values(proxyAsks)},
  parse(answers) {
    const keyOf = (id: string): RegistryKey | null => answers.registry(id)?.root ?? null;
    const [own, policy, system] = [keyOf(proxyAsks.machine.id), keyOf(proxyAsks.policy.id), keyOf(proxyAsks.system.id)];
    const bytes = bytesIn(keyOf(proxyAsks.winHttp.id), 'WinHttpSettings');
    const winHttp = bytes === null ? null : winHttpProxy(bytes);
    const value = {
      winHttp: winHttp ?? null,
      perUser: numberIn(policy, 'ProxySettingsPerUser') !== 0,
      machine: winInetProxy(policy) ?? winInetProxy(own),
      machineScript: configScript(policy) ?? configScript(own),
      system: winInetProxy(system),
      systemScript: configScript(system),
    };
    return winHttp === undefined ? partial(value) : whole(value);
  },
});
