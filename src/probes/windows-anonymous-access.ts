import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe} from '../model/probe.ts';
import {lsaAsk} from './asks/windows-lsa.ts';
import {windowsSystemAsk, windowsVersionAsk, type WindowsVersion} from './asks/windows-version.ts';
import {flagOrNull, intOrNull} from './parse/fields.ts';
import {isForAdministrators} from './parse/windows-sam-descriptor.ts';
import {mapTold, on, settings, type Settings, type Told} from './parse/windows-settings.ts';

const remoteRegistryAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\RemoteRegistry', {
  id: 'remote-registry',
  values: ['Start'],
});

export const rpcPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Rpc', {
  id: 'rpc-policy',
  values: ['RestrictRemoteClients'],
});

const WindowsAnonymousAccess = z.object({
  accountsHidden: flagOrNull('Accounts hidden from anonymous users', '匿名によるSAMアカウント列挙の禁止'),
  sharesHidden: flagOrNull(
    'Accounts and shares hidden from anonymous users',
    '匿名によるSAMアカウント・共有列挙の禁止',
  ),
  everyoneIncludesAnonymous: flagOrNull('Anonymous users belong to Everyone', 'Everyoneへの匿名ユーザーの包含'),
  remoteSamRestricted: flagOrNull(
    'Remote queries of accounts limited to administrators',
    'SAMへのリモート呼び出しの制限',
  ),
  rpcAuthenticated: flagOrNull('RPC clients without authentication refused', '未認証RPCクライアントの拒否'),
  remoteRegistryStart: intOrNull('Start of the remote registry service', 'Remote Registryサービスの起動の種類', {
    values: {
      2: {en: 'automatic', ja: '自動'},
      3: {en: 'manual', ja: '手動'},
      4: {en: 'disabled', ja: '無効'},
    },
  }),
});

/**
 * Limited to administrators by default on computers that are no domain controllers, from Windows 10 1607 and Server 2016 on.
 * https://learn.microsoft.com/windows/security/threat-protection/security-policy-settings/network-access-restrict-clients-allowed-to-make-remote-sam-calls
 */
function samByDefault(version: WindowsVersion | null): boolean | null {
  if (version === null) return null;
  if (version.build < 14393) return false;
  return version.role === null ? null : version.role !== 'domain-controller';
}

/** On by default on clients (XP SP2 and newer): 1; on servers: 0. */
function rpcByDefault(version: WindowsVersion | null): boolean | null {
  if (version === null || version.role === null) return null;
  return version.role === 'workstation';
}

/** A service that is not there does not start. */
function registryStart(read: Settings): number | null {
  const key = read.key(remoteRegistryAsk);
  return key === null ? 4 : read.effective(read.number(remoteRegistryAsk, 'Start'), null);
}

function samRestricted(read: Settings): Told<boolean> {
  const descriptor = read.text(lsaAsk, 'RestrictRemoteSAM');
  return typeof descriptor === 'string' ? isForAdministrators(descriptor) : descriptor;
}

/** What somebody without an account, or without rights, learns over the network. */
export const windowsAnonymousAccess = defineProbe({
  fact: 'windowsAnonymousAccess',
  title: {en: 'Anonymous access to Windows', ja: 'Windowsへの匿名アクセス'},
  cost: 'cheap',
  schema: WindowsAnonymousAccess,
  ask: {windows: [lsaAsk, rpcPolicyAsk, remoteRegistryAsk, windowsVersionAsk, windowsSystemAsk]},
  parse(answers) {
    const read = settings(answers);
    const version = read.version();
    return read.result({
      accountsHidden: read.effective(on(read.number(lsaAsk, 'RestrictAnonymousSAM')), true),
      sharesHidden: read.effective(on(read.number(lsaAsk, 'RestrictAnonymous')), false),
      everyoneIncludesAnonymous: read.effective(on(read.number(lsaAsk, 'EveryoneIncludesAnonymous')), false),
      remoteSamRestricted: read.effective(samRestricted(read), samByDefault(version)),
      rpcAuthenticated: read.effective(
        mapTold(read.number(rpcPolicyAsk, 'RestrictRemoteClients'), (level) => level > 0),
        rpcByDefault(version),
      ),
      remoteRegistryStart: registryStart(read),
    });
  },
});
