import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe} from '../model/probe.ts';
import {windowsSystemAsk, windowsVersionAsk, type WindowsVersion} from './asks/windows-version.ts';
import {flagOrNull, intOrNull, texts} from './parse/fields.ts';
import {firstSet, on, settings, type Settings, type Told} from './parse/windows-settings.ts';

const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';

export const smbServerAsk = registry(`${services}\\LanmanServer\\Parameters`, {
  id: 'smb-server',
  values: [
    ...['SMB1', 'RequireSecuritySignature', 'EncryptData'],
    ...['AutoDisconnect', 'SmbServerNameHardeningLevel', 'RestrictNullSessAccess'],
    ...['NullSessionPipes', 'NullSessionShares'],
  ],
});

export const smbClientAsk = registry(`${services}\\LanmanWorkstation\\Parameters`, {
  id: 'smb-client',
  values: ['RequireSecuritySignature', 'EnablePlainTextPassword', 'AllowInsecureGuestAuth'],
});

export const smbClientPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\LanmanWorkstation', {
  id: 'smb-client-policy',
  values: ['AllowInsecureGuestAuth'],
});

/** Drivers of SMB 1: they are there only while it is installed. */
const serverDriverAsk = registry(`${services}\\srv`, {id: 'smb1-server-driver', values: ['Start']});
const clientDriverAsk = registry(`${services}\\mrxsmb10`, {id: 'smb1-client-driver', values: ['Start']});

const WindowsSmb = z.object({
  smb1Server: flagOrNull('SMB 1 offered as a server', 'SMBv1サーバーの有効'),
  smb1Client: flagOrNull('SMB 1 spoken as a client', 'SMBv1クライアントの有効'),
  serverSigning: flagOrNull('SMB signing required as a server', 'SMB署名の必須（サーバー側）'),
  clientSigning: flagOrNull('SMB signing required as a client', 'SMB署名の必須（クライアント側）'),
  encryptData: flagOrNull('All shares encrypted', '全共有のSMB暗号化'),
  plainTextPassword: flagOrNull(
    'Passwords sent in clear text to servers that want it',
    'サードパーティSMBサーバーへの平文パスワード送信',
  ),
  insecureGuest: flagOrNull('Guest logons to servers', '安全でないゲストログオンの許可'),
  nullSessionsRestricted: flagOrNull(
    'Anonymous access to shares and pipes restricted',
    '匿名の共有・名前付きパイプアクセスの制限',
  ),
  nullSessionPipes: texts('Pipes open to anonymous access', '匿名アクセスを許可した名前付きパイプ'),
  nullSessionShares: texts('Shares open to anonymous access', '匿名アクセスを許可した共有'),
  idleMinutes: intOrNull('Idle time before a session is ended', 'セッション切断までのアイドル時間', {
    unit: {en: 'minutes', ja: '分'},
  }),
  serverNameHardening: intOrNull('Level of server name validation', 'サーバーSPNターゲット名検証レベル'),
});

const isStarted = (start: number): boolean => start !== 4;

/** Without its driver SMB 1 is not there; a driver that is there is switched off by `Start` 4. */
function driverRuns(read: Settings, driver: typeof serverDriverAsk): boolean | null | undefined {
  const key = read.key(driver);
  if (key === undefined || key === null) return key === null ? false : undefined;
  const start = read.number(driver, 'Start');
  return start === undefined || start === null ? start : isStarted(start);
}

/** Before Vista the client is one driver of another name, and speaks nothing but SMB 1. */
function smb1Client(read: Settings): Told<boolean> {
  const version = read.version();
  if (version !== null && version.build < 6000) return true;
  const runs = driverRuns(read, clientDriverAsk);
  return version === null && runs === false ? undefined : runs;
}

function smb1Server(read: Settings): Told<boolean> {
  const runs = driverRuns(read, serverDriverAsk);
  const allowed = on(read.number(smbServerAsk, 'SMB1'));
  if (runs === false) return false;
  if (allowed !== false) return allowed === undefined ? undefined : runs;
  // Before Vista there is nothing but SMB 1, and no such setting.
  const version = read.version();
  return version === null ? undefined : version.build < 6000;
}

interface Release {
  readonly version: WindowsVersion | null;
  readonly edition: string | null;
}

/** Home editions have no promise of that kind, and what a domain controller does is in its policy. */
const isHome = (edition: string): boolean => edition.startsWith('Core');

/**
 * Signing is required by default as a client and a server by Windows 11 24H2 (but Home), as a client by Windows Server 2025.
 * https://learn.microsoft.com/windows-server/storage/file-server/smb-signing
 */
function signsByDefault({version, edition}: Release, side: 'server' | 'client'): boolean | null {
  if (version === null || version.role === null || version.role === 'domain-controller') return null;
  if (version.build < 26100) return false;
  if (version.role === 'server') return side === 'client';
  return edition === null || isHome(edition) ? null : true;
}

/**
 * https://learn.microsoft.com/windows-server/storage/file-server/enable-insecure-guest-logons-smb2-and-smb3: refused by
 * Enterprise, Education and Pro for Workstations from 1709 on, by Server 2019 and newer, by Pro from 24H2 on.
 */
function guestsByDefault({version, edition}: Release): boolean | null {
  if (version === null || version.role === null) return null;
  const {build, role} = version;
  if (build < 16299) return true;
  if (role !== 'workstation') return false;
  if (edition === null) return null;
  if (/^(?:Enterprise|Education|ProfessionalWorkstation)/.test(edition)) return false;
  if (!edition.startsWith('Professional')) return null;
  return build < 26100;
}

/** How Windows speaks SMB, in force after the next start: what is set, else the default of its release. */
export const windowsSmb = defineProbe({
  fact: 'windowsSmb',
  title: {en: 'File sharing of Windows (SMB)', ja: 'Windowsのファイル共有（SMB）'},
  cost: 'cheap',
  schema: WindowsSmb,
  ask: {
    windows: [
      ...[smbServerAsk, smbClientAsk, smbClientPolicyAsk, serverDriverAsk, clientDriverAsk],
      ...[windowsVersionAsk, windowsSystemAsk],
    ],
  },
  parse(answers) {
    const read = settings(answers);
    const release = {version: read.version(), edition: read.edition()};
    const guest = firstSet(
      read.number(smbClientPolicyAsk, 'AllowInsecureGuestAuth'),
      read.number(smbClientAsk, 'AllowInsecureGuestAuth'),
    );
    return read.result({
      smb1Server: read.effective(smb1Server(read), null),
      smb1Client: read.effective(smb1Client(read), null),
      serverSigning: read.effective(
        on(read.number(smbServerAsk, 'RequireSecuritySignature')),
        signsByDefault(release, 'server'),
      ),
      clientSigning: read.effective(
        on(read.number(smbClientAsk, 'RequireSecuritySignature')),
        signsByDefault(release, 'client'),
      ),
      encryptData: read.effective(on(read.number(smbServerAsk, 'EncryptData')), false),
      plainTextPassword: read.effective(on(read.number(smbClientAsk, 'EnablePlainTextPassword')), false),
      insecureGuest: read.effective(on(guest), guestsByDefault(release)),
      nullSessionsRestricted: read.effective(on(read.number(smbServerAsk, 'RestrictNullSessAccess')), true),
      nullSessionPipes: [...(read.effective(read.list(smbServerAsk, 'NullSessionPipes'), []) ?? [])],
      nullSessionShares: [...(read.effective(read.list(smbServerAsk, 'NullSessionShares'), []) ?? [])],
      idleMinutes: read.effective(read.number(smbServerAsk, 'AutoDisconnect'), 15),
      serverNameHardening: read.effective(read.number(smbServerAsk, 'SmbServerNameHardeningLevel'), 0),
    });
  },
});
