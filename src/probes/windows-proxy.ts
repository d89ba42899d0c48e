import {z} from 'zod';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {bytesIn, numberIn, type RegistryKey} from '../model/registry.ts';
import {proxyAsks} from './asks/windows-proxy.ts';
import {flag, text, textOrNull} from './parse/fields.ts';
import {personSid} from './parse/screen-savers.ts';
import {configScript, winHttpProxy, winInetProxy} from './parse/windows-proxy.ts';

const WindowsProxy = z.object({
  winHttp: textOrNull('Proxy of WinHTTP', 'WinHTTPのプロキシ'),
  /** Whether users can have proxies of their own. */
  perUser: flag('Set for each user', 'ユーザーごとの設定'),
  machine: textOrNull('Proxy of all users', '全ユーザー共通のプロキシ'),
  machineScript: textOrNull('Configuration script of all users', '全ユーザー共通の自動構成スクリプト'),
  system: textOrNull('Proxy of Local System', 'ローカルシステムのプロキシ'),
  systemScript: textOrNull('Configuration script of Local System', 'ローカルシステムの自動構成スクリプト'),
  /** Those of the users who are logged on that have one; none where proxies are set for all users alone. */
  users: field(
    z.array(
      z.object({
        sid: text('User (SID)', 'ユーザー（SID）'),
        proxy: textOrNull('Proxy', 'プロキシ'),
        script: textOrNull('Configuration script', '自動構成スクリプト'),
      }),
    ),
    'Proxies of users',
    'ユーザーごとのプロキシ',
  ),
});

type UserProxy = z.infer<typeof WindowsProxy>['users'][number];

function userProxy(key: RegistryKey): UserProxy[] {
  const sid = personSid(key);
  const [proxy, script] = [winInetProxy(key), configScript(key)];
  return sid === null || (proxy === null && script === null) ? [] : [{sid, proxy, script}];
}

/** Proxies of the computer, and of the users who are logged on: what others have set stands in profiles that are not loaded. */
export const windowsProxy = defineProbe({
  fact: 'windowsProxy',
  title: {en: 'Proxies of Windows', ja: 'Windowsのプロキシ設定'},
  cost: 'cheap',
  schema: WindowsProxy,
  ask: {windows: Object.values(proxyAsks)},
  parse(answers) {
    const keyOf = (id: string): RegistryKey | null => answers.registry(id)?.root ?? null;
    const [own, policy] = [keyOf(proxyAsks.machine.id), keyOf(proxyAsks.policy.id)];
    const loaded = answers.registry(proxyAsks.users.id)?.keys ?? [];
    const system = loaded.find(({path}) => path.toLowerCase().startsWith('hku\\.default\\')) ?? null;
    const bytes = bytesIn(keyOf(proxyAsks.winHttp.id), 'WinHttpSettings');
    const winHttp = bytes === null ? null : winHttpProxy(bytes);
    const perUser = numberIn(policy, 'ProxySettingsPerUser') !== 0;
    const value = {
      winHttp: winHttp ?? null,
      perUser,
      machine: winInetProxy(policy) ?? winInetProxy(own),
      machineScript: configScript(policy) ?? configScript(own),
      system: winInetProxy(system),
      systemScript: configScript(system),
      users: perUser ? loaded.flatMap(userProxy) : [],
    };
    // Where nobody is logged on, it is not known what those who work there have set.
    const seen = !perUser || loaded.some((key) => personSid(key) !== null);
    return winHttp === undefined || !seen ? partial(value) : whole(value);
  },
});
