import {z} from 'zod';
import {cimFlag, cimInt, cimList, cimTime, type CimInstance} from '../model/cim.ts';
import {defineProbe, field} from '../model/probe.ts';
import {defenderPolicyAsk, defenderPreferenceAsk, defenderStatusAsk} from './asks/windows-protection.ts';
import {flagOrNull, intOrNull, text} from './parse/fields.ts';
import {defenderMode, defenderRuns} from './parse/windows-defender-state.ts';
import {firstSet, mapTold, settings, type Settings, type Told} from './parse/windows-settings.ts';

const time = (en: string, ja: string) => field(z.iso.datetime().nullable(), en, ja);

const WindowsDefender = z.object({
  installed: flagOrNull(
    'Microsoft Defender Antivirus is a part of this Windows',
    'Microsoft Defenderウイルス対策の搭載',
  ),
  running: flagOrNull('It protects this computer', 'Microsoft Defenderによる保護'),
  mode: text('Mode', '動作モード'),
  realTime: flagOrNull('Real-time protection', 'リアルタイム保護'),
  behaviour: flagOrNull('Behaviour of programs monitored', '動作の監視'),
  downloads: flagOrNull('Downloads and attachments scanned', 'ダウンロードしたファイルと添付ファイルのスキャン'),
  tamperProtection: flagOrNull('Tamper protection', '改ざん防止'),
  signatureAt: time('Signatures updated at', '定義ファイルの更新日時'),
  fullScanAt: time('Last full scan', '最後のフルスキャン'),
  quickScanAt: time('Last quick scan', '最後のクイックスキャン'),
  removableScanned: flagOrNull(
    'Removable drives are part of a full scan',
    'フルスキャン時のリムーバブルドライブのスキャン',
  ),
  mailScanned: flagOrNull('Mailboxes scanned', '電子メールのスキャン'),
  cloud: flagOrNull('Cloud protection', 'クラウド保護（MAPS）'),
  unwantedBlocked: flagOrNull('Unwanted applications blocked', '望ましくないアプリ（PUA）のブロック'),
  networkProtection: flagOrNull('Network protection blocks', 'ネットワーク保護（ブロック）'),
  folderProtection: flagOrNull('Controlled folder access blocks', 'コントロールされたフォルダーアクセス（ブロック）'),
  blockingRules: intOrNull('Attack surface reduction rules that block', 'ブロックする攻撃面の減少（ASR）ルール数'),
  exclusions: z.array(
    z.object({
      kind: field(z.enum(['path', 'extension', 'process']), 'Kind of exclusion', '除外の種類', {
        values: {
          path: {en: 'path', ja: 'ファイル・フォルダー'},
          extension: {en: 'extension', ja: '拡張子'},
          process: {en: 'process', ja: 'プロセス'},
        },
      }),
      what: text('Excluded', '除外対象'),
    }),
  ),
});
type WindowsDefender = z.infer<typeof WindowsDefender>;

const kinds = {path: 'ExclusionPath', extension: 'ExclusionExtension', process: 'ExclusionProcess'} as const;

/** Who is no administrator is told `N/A: …` in place of the list. */
function exclusionsOf(read: Settings, preference: CimInstance): WindowsDefender['exclusions'] {
  return (['path', 'extension', 'process'] as const).flatMap((kind) => {
    const listed = cimList(preference, kinds[kind]);
    const hidden = listed.some((what) => what.startsWith('N/A'));
    if (hidden) read.doubt();
    return hidden ? [] : listed.map((what) => ({kind, what}));
  });
}

const absent: WindowsDefender = {
  ...{installed: false, running: false, mode: '', realTime: false, behaviour: false, downloads: false},
  ...{tamperProtection: false, signatureAt: null, fullScanAt: null, quickScanAt: null},
  ...{removableScanned: false, mailScanned: false, cloud: false, unwantedBlocked: false},
  ...{networkProtection: false, folderProtection: false, blockingRules: 0, exclusions: []},
};

/** A feature that a policy turns off with 1, else a property with TRUE. */
function notDisabled(read: Settings, key: string, name: string, preference: CimInstance | null): boolean | null {
  const policy: Told<boolean> = mapTold(read.number([defenderPolicyAsk, key], name), (value) => value === 0);
  const own = preference === null ? null : cimFlag(preference, name);
  return read.effective(firstSet(policy, own === null ? null : !own), null);
}

function isSetTo(
  read: Settings,
  preference: CimInstance | null,
  name: string,
  values: readonly number[],
): boolean | null {
  const value = preference === null ? null : cimInt(preference, name);
  return read.effective(value === null ? null : values.includes(value), null);
}

function preferences(read: Settings, preference: CimInstance | null) {
  const cloud = mapTold(read.number([defenderPolicyAsk, 'Spynet'], 'SpynetReporting'), (level) => level > 0);
  const reporting = preference === null ? null : cimInt(preference, 'MAPSReporting');
  return {
    removableScanned: notDisabled(read, 'Scan', 'DisableRemovableDriveScanning', preference),
    mailScanned: notDisabled(read, 'Scan', 'DisableEmailScanning', preference),
    cloud: read.effective(firstSet(cloud, reporting === null ? null : reporting > 0), null),
    unwantedBlocked: isSetTo(read, preference, 'PUAProtection', [1]),
    networkProtection: isSetTo(read, preference, 'EnableNetworkProtection', [1]),
    folderProtection: isSetTo(read, preference, 'EnableControlledFolderAccess', [1]),
    blockingRules:
      preference === null
        ? null
        : cimList(preference, 'AttackSurfaceReductionRules_Actions').filter((action) => action === '1').length,
    exclusions: preference === null ? [] : exclusionsOf(read, preference),
  };
}

/** Microsoft Defender Antivirus as it tells of itself. Without its class it is not there, as in Windows 7. */
export const windowsDefender = defineProbe({
  fact: 'windowsDefender',
  title: {en: 'Microsoft Defender Antivirus', ja: 'Microsoft Defenderウイルス対策'},
  cost: 'cheap',
  schema: WindowsDefender,
  ask: {windows: [defenderStatusAsk, defenderPreferenceAsk, defenderPolicyAsk]},
  parse(answers) {
    const read = settings(answers);
    const found = read.only(defenderStatusAsk);
    if (found === null) return read.result(absent);
    const status = found ?? null;
    const preference = read.only(defenderPreferenceAsk) ?? null;
    if (status === null || preference === null) read.doubt();
    const flag = (name: string): boolean | null =>
      read.effective(status === null ? undefined : cimFlag(status, name), null);
    const at = (name: string): string | null => (status === null ? null : cimTime(status, name));
    return read.result({
      installed: status === null ? null : true,
      running: status === null ? null : defenderRuns(status),
      mode: status === null ? '' : defenderMode(status),
      realTime: flag('RealTimeProtectionEnabled'),
      behaviour: flag('BehaviorMonitorEnabled'),
      downloads: flag('IoavProtectionEnabled'),
      tamperProtection: flag('IsTamperProtected'),
      signatureAt: at('AntivirusSignatureLastUpdated'),
      fullScanAt: at('FullScanEndTime'),
      quickScanAt: at('QuickScanEndTime'),
      ...preferences(read, preference),
    });
  },
});
