import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {cimList} from '../model/cim.ts';
import {defineProbe} from '../model/probe.ts';
import {lsaAsk} from './asks/windows-lsa.ts';
import {deviceGuardAsk, systemPolicyAsk} from './asks/windows-protection.ts';
import {windowsSystemAsk, windowsVersionAsk, type WindowsVersion} from './asks/windows-version.ts';
import {flagOrNull, intOrNull} from './parse/fields.ts';
import {lsaProtected} from './parse/windows-lsa-protection.ts';
import {mapTold, on, settings, type Settings, type Told} from './parse/windows-settings.ts';

export const ntlmAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\MSV1_0', {
  id: 'ntlm',
  values: ['NTLMMinClientSec', 'NTLMMinServerSec', 'allownullsessionfallback'],
});

export const wdigestAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\WDigest', {
  values: ['UseLogonCredential'],
  id: 'wdigest',
});

const levels = {
  0: {en: 'LM and NTLM sent', ja: 'LMとNTLM応答を送信する'},
  1: {en: 'LM and NTLM sent, NTLMv2 session security where negotiated', ja: 'LMとNTLMを送信（NTLMv2セッションを使用）'},
  2: {en: 'NTLM sent', ja: 'NTLM応答のみ送信する'},
  3: {en: 'NTLMv2 sent alone', ja: 'NTLMv2応答のみ送信する'},
  4: {en: 'NTLMv2 sent alone, LM refused', ja: 'NTLMv2応答のみ送信（LMを拒否する）'},
  5: {en: 'NTLMv2 sent alone, LM and NTLM refused', ja: 'NTLMv2応答のみ送信（LMとNTLMを拒否する）'},
};

const WindowsCredentials = z.object({
  wdigest: flagOrNull('Passwords kept in clear text in memory (WDigest)', 'メモリ上の平文パスワード保持（WDigest）'),
  lsaProtectionOffered: flagOrNull('LSA protection is a part of this Windows', 'LSAの保護への対応'),
  lsaProtected: flagOrNull('LSA runs as a protected process', 'LSAの保護（RunAsPPL）'),
  credentialGuardOffered: flagOrNull('Credential Guard is a part of this Windows', 'Credential Guardへの対応'),
  credentialGuard: flagOrNull('Credential Guard runs', 'Credential Guardの稼働'),
  lmCompatibility: intOrNull('LAN Manager authentication level', 'LAN Manager認証レベル', {values: levels}),
  lmHashStored: flagOrNull('LM hashes stored at the next change of a password', 'LMハッシュの保存'),
  ntlm128: flagOrNull('NTLM sessions need 128 bits', 'NTLMセッションの128ビット暗号化必須'),
  ntlmV2Session: flagOrNull('NTLM sessions need NTLMv2 session security', 'NTLMv2セッションセキュリティの必須'),
  nullSessionFallback: flagOrNull(
    'Local System falls back to an anonymous session',
    'LocalSystemのNULLセッションフォールバック',
  ),
});

/** 1 while `UseLogonCredential` is not there, before Windows 8.1 and Server 2012 R2. https://support.microsoft.com/kb/2871997 */
const keepsByDefault = ({build}: WindowsVersion): boolean => build < 9600;

/** Enterprise and Education of Windows 10 and newer, and servers from 2016 on. */
function offersCredentialGuard({build, role}: WindowsVersion, edition: string | null): boolean | null {
  if (build < 10240) return false;
  if (role !== null && role !== 'workstation') return true;
  return role === null || edition === null ? null : /^(?:Enterprise|Education|IoTEnterprise)/.test(edition);
}

/** XP 0, Server 2003 2, Vista and newer 3. */
const levelByDefault = ({build}: WindowsVersion): number => (build >= 6000 ? 3 : build >= 3790 ? 2 : 0);

/** 128 bits on both sides by default from Windows 7 on. */
const minimumByDefault = ({build}: WindowsVersion): number => (build >= 7600 ? 0x20000000 : 0);

/** Win32_DeviceGuard.SecurityServicesRunning: 1 is Credential Guard. Windows without the class has none. */
function credentialGuard(read: Settings): Told<boolean> {
  const state = read.only(deviceGuardAsk);
  if (state === undefined || state === null) return state === null ? false : undefined;
  const running = cimList(state, 'SecurityServicesRunning');
  return running.length === 0 ? null : running.includes('1');
}

function bothSides(read: Settings, bit: number, byDefault: number | null): boolean | null {
  const sides = ['NTLMMinClientSec', 'NTLMMinServerSec'].map((name) =>
    read.effective(
      mapTold(read.number(ntlmAsk, name), (flags) => (flags & bit) !== 0),
      byDefault === null ? null : (byDefault & bit) !== 0,
    ),
  );
  return sides.includes(false) ? false : sides.includes(null) ? null : true;
}

/** What Windows keeps of passwords, and how it proves them over the network. */
export const windowsCredentials = defineProbe({
  fact: 'windowsCredentials',
  title: {en: 'Protection of credentials', ja: '認証情報の保護'},
  cost: 'cheap',
  schema: WindowsCredentials,
  ask: {
    windows: [lsaAsk, systemPolicyAsk, ntlmAsk, wdigestAsk, deviceGuardAsk, windowsVersionAsk, windowsSystemAsk],
  },
  parse(answers) {
    const read = settings(answers);
    const version = read.version();
    const byDefault = <T>(of: (version: WindowsVersion) => T | null): T | null =>
      version === null ? null : of(version);
    const minimum = byDefault(minimumByDefault);
    return read.result({
      wdigest: read.effective(on(read.number(wdigestAsk, 'UseLogonCredential')), byDefault(keepsByDefault)),
      lsaProtectionOffered: read.effective(
        byDefault(({build}) => build >= 9600),
        null,
      ),
      lsaProtected: lsaProtected(read, version),
      credentialGuardOffered: read.effective(
        byDefault((each) => offersCredentialGuard(each, read.edition())),
        null,
      ),
      credentialGuard: read.effective(credentialGuard(read), null),
      lmCompatibility: read.effective(read.number(lsaAsk, 'LmCompatibilityLevel'), byDefault(levelByDefault)),
      lmHashStored: read.effective(
        mapTold(read.number(lsaAsk, 'NoLMHash'), (no) => no === 0),
        byDefault(({build}) => build < 6000),
      ),
      ntlm128: bothSides(read, 0x20000000, minimum),
      ntlmV2Session: bothSides(read, 0x00080000, minimum),
      nullSessionFallback: read.effective(
        on(read.number(ntlmAsk, 'allownullsessionfallback')),
        byDefault(({build}) => (build >= 7600 ? false : null)),
      ),
    });
  },
});
