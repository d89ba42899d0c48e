import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe, partial, whole} from '../model/probe.ts';
import {numberIn, type RegistryKey} from '../model/registry.ts';
import {terminalPolicyAsk} from './asks/windows-policies.ts';
import {
  allKnown,
  flagSetting,
  intSetting,
  layer,
  readFlag,
  readInt,
  settingOf,
} from './parse/windows-setting-layers.ts';

const minutes = {unit: {en: 'min', ja: '分'}} as const;

const WindowsRemoteDesktop = z.object({
  enabled: flagSetting('Remote Desktop allowed', 'リモートデスクトップ接続を許可'),
  port: intSetting('Port', 'ポート番号'),
  nla: flagSetting('Network Level Authentication required', 'ネットワークレベル認証（NLA）を必須'),
  /** 0: RDP itself, 1: whatever both can, 2: TLS. */
  securityLayer: intSetting(
    'Security layer (0: RDP, 1: negotiated, 2: TLS)',
    'セキュリティレイヤー（0: RDP、1: ネゴシエート、2: TLS）',
  ),
  /** 1: low, 2: as the client can, 3: high, 4: FIPS. */
  encryptionLevel: intSetting('Encryption level (3: high, 4: FIPS)', '暗号化レベル（3: 高、4: FIPS準拠）'),
  passwordAsked: flagSetting('Saved passwords not taken', '接続時に常にパスワードを要求'),
  drivesRedirected: flagSetting('Drives of the client usable', 'クライアントのドライブを利用可能'),
  clipboardRedirected: flagSetting('Clipboard shared', 'クリップボードを共有可能'),
  idleLimit: intSetting('Idle sessions ended after (0: never)', 'アイドルセッションの制限時間（0は無制限）', minutes),
  disconnectedLimit: intSetting(
    'Disconnected sessions ended after (0: never)',
    '切断セッションの終了時間（0は無制限）',
    minutes,
  ),
  assistance: flagSetting('Remote Assistance on request', 'リモートアシスタンス（要請）'),
  unsolicitedAssistance: flagSetting('Remote Assistance without a request', 'リモートアシスタンス（提供・要請なし）'),
});

const serverAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server', {
  id: 'terminal-server',
  values: ['fDenyTSConnections'],
});
const listenerAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\WinStations\\RDP-Tcp', {
  id: 'rdp-tcp',
  values: [
    ...['PortNumber', 'UserAuthentication', 'SecurityLayer', 'MinEncryptionLevel', 'fDisableCdm', 'fDisableClip'],
    ...[
      'fInheritMaxIdleTime',
      'MaxIdleTime',
      'fInheritMaxDisconnectionTime',
      'MaxDisconnectionTime',
      'fPromptForPassword',
    ],
  ],
});
const assistanceAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Remote Assistance', {
  id: 'remote-assistance',
  values: ['fAllowToGetHelp'],
});

const readNot = (key: RegistryKey | null, name: string): boolean | null => {
  const flag = readFlag(key, name);
  return flag === null ? null : !flag;
};

const readMinutes = (key: RegistryKey | null, name: string): number | null => {
  const ms = numberIn(key, name);
  return ms === null ? null : Math.ceil(ms / 60_000);
};

/** What stands at the listener holds only where it is not inherited from the user: else nobody sees to it. */
const readOwnMinutes = (key: RegistryKey | null, name: string): number | null =>
  numberIn(key, `fInherit${name}`) === 0 ? readMinutes(key, name) : null;

/** Policies go before the listener's own settings. Without any, nobody may connect, and nothing is held back. */
export const windowsRemoteDesktop = defineProbe({
  fact: 'windowsRemoteDesktop',
  title: {en: 'Remote Desktop of Windows', ja: 'Windowsのリモートデスクトップ'},
  cost: 'cheap',
  schema: WindowsRemoteDesktop,
  ask: {windows: [terminalPolicyAsk, serverAsk, listenerAsk, assistanceAsk]},
  parse(answers) {
    const policy = layer(answers, 'policy', terminalPolicyAsk.id);
    const listener = layer(answers, 'setting', listenerAsk.id);
    const both = [policy, listener];
    const limit = (name: string) => {
      const set = settingOf([policy], name, readMinutes, undefined);
      return set.value !== null || !policy.sure ? set : settingOf([listener], name, readOwnMinutes, 0);
    };
    const value = {
      enabled: settingOf([policy, layer(answers, 'setting', serverAsk.id)], 'fDenyTSConnections', readNot, false),
      port: settingOf([listener], 'PortNumber', readInt, 3389),
      nla: settingOf(both, 'UserAuthentication', readFlag, undefined),
      securityLayer: settingOf(both, 'SecurityLayer', readInt, undefined),
      encryptionLevel: settingOf(both, 'MinEncryptionLevel', readInt, undefined),
      passwordAsked: settingOf(both, 'fPromptForPassword', readFlag, false),
      drivesRedirected: settingOf(both, 'fDisableCdm', readNot, true),
      clipboardRedirected: settingOf(both, 'fDisableClip', readNot, true),
      idleLimit: limit('MaxIdleTime'),
      disconnectedLimit: limit('MaxDisconnectionTime'),
      assistance: settingOf(
        [policy, layer(answers, 'setting', assistanceAsk.id)],
        'fAllowToGetHelp',
        readFlag,
        undefined,
      ),
      unsolicitedAssistance: settingOf([policy], 'fAllowUnsolicited', readFlag, false),
    };
    return allKnown(value) ? whole(value) : partial(value, 'unsupported');
  },
});
