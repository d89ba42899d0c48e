import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {cimFlag, cimText} from '../model/cim.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {textIn} from '../model/registry.ts';
import {managementServicesAsk} from './asks/windows-policies.ts';
import {flagOrNull, texts} from './parse/fields.ts';
import {
  allKnown,
  flagSetting,
  layer,
  readFlag,
  settingOf,
  type Layer,
  type Setting,
} from './parse/windows-setting-layers.ts';

const WindowsRemoteManagement = z.object({
  winrm: field(
    z.object({
      installed: flagOrNull('Installed', '導入済み'),
      running: flagOrNull('Running', '稼働'),
    }),
    'WinRM',
    'WinRM',
  ),
  basic: flagSetting('WinRM takes Basic authentication', 'WinRMの基本認証を許可'),
  unencrypted: flagSetting('WinRM takes unencrypted messages', 'WinRMの非暗号化通信を許可'),
  clientBasic: flagSetting('WinRM client uses Basic authentication', 'WinRMクライアントの基本認証を許可'),
  clientUnencrypted: flagSetting('WinRM client sends unencrypted messages', 'WinRMクライアントの非暗号化通信を許可'),
  /** Hosts whose identity is not verified; `*`: any. */
  trustedHosts: texts('Hosts trusted without proof (TrustedHosts)', '確認なしで信頼するホスト（TrustedHosts）'),
  sshd: field(
    z.object({
      installed: flagOrNull('Installed', '導入済み'),
      running: flagOrNull('Running', '稼働'),
    }),
    'OpenSSH server',
    'OpenSSHサーバー',
  ),
});

const policyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM', {
  id: 'winrm-policy',
  depth: 'children',
});
/** Where WinRM keeps what was set through `winrm set`. */
const ownAsk = registry('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN', {
  id: 'winrm-settings',
  depth: 'children',
  values: ['auth_basic', 'allow_unencrypted', 'trusted_hosts'],
});

interface ServiceState {
  readonly installed: boolean | null;
  readonly running: boolean | null;
}

interface Services {
  readonly complete: boolean;
  readonly state: (name: string) => ServiceState;
}

const unknown: ServiceState = {installed: null, running: null};

function servicesOf(answers: Answers): Services {
  const instances = answers.instances(managementServicesAsk.id) ?? [];
  const byName = new Map(instances.map((each) => [cimText(each, 'Name')?.toLowerCase() ?? '', each]));
  // Every Windows has this one: a list without it is not whole.
  const complete = answers.isWhole(managementServicesAsk.id) && byName.has('eventlog');
  return {
    complete,
    state: (name) => {
      const found = byName.get(name);
      if (found === undefined) return complete ? {installed: false, running: false} : unknown;
      return {installed: true, running: cimFlag(found, 'Started')};
    },
  };
}

/** A policy and what was set by hand have names of their own. Neither set: refused, as WinRM does from the first version on. */
function refused(policy: Layer, own: Layer, names: readonly [string, string]): Setting<boolean> {
  const set = settingOf([policy], names[0], readFlag, undefined);
  return set.value !== null || !policy.sure ? set : settingOf([own], names[1], readFlag, false);
}

const listed = (text: string | null): string[] =>
  (text ?? '')
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');

/** WinRM by policy and by its own settings; whether it and OpenSSH run. The client may use Basic unless it is told otherwise. */
export const windowsRemoteManagement = defineProbe({
  fact: 'windowsRemoteManagement',
  title: {en: 'Remote management of Windows', ja: 'Windowsのリモート管理'},
  cost: 'cheap',
  schema: WindowsRemoteManagement,
  ask: {windows: [policyAsk, ownAsk, managementServicesAsk]},
  parse(answers) {
    const service = [
      layer(answers, 'policy', policyAsk.id, 'Service'),
      layer(answers, 'setting', ownAsk.id, 'Service'),
    ] as const;
    const client = [
      layer(answers, 'policy', policyAsk.id, 'Client'),
      layer(answers, 'setting', ownAsk.id, 'Client'),
    ] as const;
    const services = servicesOf(answers);
    const clientBasic = settingOf([client[0]], 'AllowBasic', readFlag, undefined);
    const value = {
      winrm: services.state('winrm'),
      basic: refused(...service, ['AllowBasic', 'auth_basic']),
      unencrypted: refused(...service, ['AllowUnencryptedTraffic', 'allow_unencrypted']),
      clientBasic:
        clientBasic.value !== null || !client[0].sure
          ? clientBasic
          : settingOf([client[1]], 'auth_basic', readFlag, true),
      clientUnencrypted: refused(...client, ['AllowUnencryptedTraffic', 'allow_unencrypted']),
      trustedHosts: listed(textIn(client[0].key, 'TrustedHostsList') ?? textIn(client[1].key, 'trusted_hosts')),
      sshd: services.state('sshd'),
    };
    return allKnown(value) && services.complete ? whole(value) : partial(value, 'unsupported');
  },
});
