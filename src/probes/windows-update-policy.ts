import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {numberIn, textIn, type RegistryKey} from '../model/registry.ts';
import {readWindowsVersion, windowsSystemAsk, windowsVersionAsk, type WindowsVersion} from './asks/windows-version.ts';
import {attempt} from './parse/attempt.ts';
import {days, flagOrNull, intOrNull, textOrNull} from './parse/fields.ts';
import {pausedByPolicy, pausedUntil} from './parse/windows-update-pause.ts';

const modes = ['off', 'notify', 'download', 'automatic', 'local', 'unset'] as const;

const WindowsUpdatePolicy = z.object({
  usesWsus: flagOrNull('An own update server is used', '社内の更新サーバー（WSUS）を使用'),
  server: textOrNull('Update server', '更新サーバー'),
  serverEncrypted: flagOrNull('The update server is asked by HTTPS', '更新サーバーとの通信をHTTPSで暗号化'),
  noInternet: flagOrNull('Microsoft is not asked', 'Microsoftの更新サイトに接続しない'),
  noAutoUpdate: flagOrNull('NoAutoUpdate of the policy', 'ポリシーのNoAutoUpdate'),
  option: intOrNull('AUOptions', 'AUOptions'),
  serviceDisabled: flagOrNull('The service of Windows Update is disabled', 'Windows Updateサービスを無効化'),
  mode: field(z.enum(modes).nullable(), 'How updates come', '更新の適用方法', {
    values: {
      off: {en: 'not at all', ja: '更新しない'},
      notify: {en: 'a person is told', ja: '通知のみ'},
      download: {en: 'downloaded, installed by a person', ja: '自動ダウンロード・手動インストール'},
      automatic: {en: 'installed by themselves', ja: '自動インストール'},
      local: {en: 'as the local administrator chooses', ja: 'ローカル管理者が選択'},
      unset: {en: 'no setting', ja: '設定なし'},
    },
  }),
  deferQualityDays: intOrNull('Quality updates deferred by', '品質更新プログラムの延期日数', days),
  deferFeatureDays: intOrNull('Feature updates deferred by', '機能更新プログラムの延期日数', days),
  pausedUntil: field(z.iso.datetime().nullable(), 'Updates paused until', '更新の一時停止の期限'),
  pausedByPolicy: flagOrNull('Quality updates paused by policy', 'ポリシーによる品質更新の一時停止'),
  targetRelease: textOrNull('Release that updates are held at', '固定している対象バージョン'),
});
type WindowsUpdatePolicy = z.infer<typeof WindowsUpdatePolicy>;
type Mode = WindowsUpdatePolicy['mode'];

const policyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate', {depth: 'children'});
const plainAsk = registry('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update', {
  id: 'settings of automatic updates',
  values: ['AUOptions'],
});
const serviceAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\wuauserv', {
  id: 'start of the update service',
  values: ['Start'],
});
const pauseAsk = registry('HKLM\\SOFTWARE\\Microsoft\\WindowsUpdate\\UX\\Settings', {
  values: ['PauseUpdatesExpiryTime', 'PauseQualityUpdatesEndTime'],
});

/** 7: of Server 2016 and later, as 3, but for the restart. */
const byOption: ReadonlyMap<number, Mode> = new Map([
  [1, 'off'],
  [2, 'notify'],
  [3, 'download'],
  [4, 'automatic'],
  [5, 'local'],
  [7, 'download'],
]);

interface Told {
  readonly version: WindowsVersion | null;
  readonly noAutoUpdate: number | null;
  readonly option: number | null;
  readonly plainOption: number | null;
  readonly serviceDisabled: boolean | null;
}

/**
 * The policy goes before what was chosen at the machine. Clients of Windows 10 and later install by themselves where no policy says
 * otherwise (https://learn.microsoft.com/windows/deployment/update/waas-wu-settings). What servers, and older versions, do without
 * a value depends on the image that they were installed from. null: an answer is missing.
 */
function modeOf({version, noAutoUpdate, option, plainOption, serviceDisabled}: Told): Mode {
  if (serviceDisabled === true || noAutoUpdate === 1) return 'off';
  if (serviceDisabled === null) return null;
  if (option !== null) return byOption.get(option) ?? 'unset';
  if (version?.role == null) return null;
  if (version.build < 10_240) return byOption.get(plainOption ?? 0) ?? 'unset';
  return version.role === 'workstation' ? 'automatic' : 'unset';
}

const flagIn = (key: RegistryKey | null, name: string): boolean | null => {
  const value = numberIn(key, name);
  return value === null ? null : value === 1;
};

/** A value that only counts with another: `DeferQualityUpdates` says whether, a second value for how long. */
function deferred(root: RegistryKey | null, name: string): number | null {
  return numberIn(root, name) === 0 ? null : numberIn(root, `${name}PeriodInDays`);
}

function source(root: RegistryKey | null, au: RegistryKey | null): Partial<WindowsUpdatePolicy> & {usesWsus: boolean} {
  const server = textIn(root, 'WUServer')?.trim() ?? '';
  const usesWsus = numberIn(au, 'UseWUServer') === 1 && server !== '';
  return {usesWsus, server: usesWsus ? server : null, serverEncrypted: usesWsus ? /^https:/i.test(server) : null};
}

/** Without the service nothing updates by itself, either. @throws Gap */
function isDisabled(answers: Answers): boolean | null {
  const service = answers.registry(serviceAsk.id);
  if (service === null) return true;
  const start = numberIn(service.root, 'Start');
  return start === null ? null : start === 4;
}

function settings(answers: Answers): WindowsUpdatePolicy {
  const policy = answers.registry(policyAsk.id);
  const [root, au] = [policy?.root ?? null, policy?.below('AU') ?? null];
  const plain = attempt(() => answers.registry(plainAsk.id));
  const pause = attempt(() => answers.registry(pauseAsk.id));
  const version = attempt(() => readWindowsVersion(answers));
  const [noAutoUpdate, option] = [numberIn(au, 'NoAutoUpdate'), numberIn(au, 'AUOptions')];
  const serviceDisabled = attempt(() => isDisabled(answers));
  const plainOption = numberIn(plain?.root ?? null, 'AUOptions');
  return {
    ...{server: null, serverEncrypted: null, ...source(root, au)},
    noInternet: flagIn(root, 'DoNotConnectToWindowsUpdateInternetLocations'),
    noAutoUpdate: noAutoUpdate === null ? null : noAutoUpdate === 1,
    option: option ?? plainOption,
    serviceDisabled,
    mode: modeOf({version, noAutoUpdate, option, plainOption, serviceDisabled}),
    deferQualityDays: deferred(root, 'DeferQualityUpdates'),
    deferFeatureDays: deferred(root, 'DeferFeatureUpdates'),
    pausedUntil: pausedUntil(pause?.root ?? null),
    pausedByPolicy: pausedByPolicy(root, answers.receivedAt(policyAsk.id)),
    targetRelease: numberIn(root, 'TargetReleaseVersion') === 1 ? textIn(root, 'TargetReleaseVersionInfo') : null,
  };
}

/** A setting that was not seen may send updates elsewhere, pause them, or keep them away altogether. */
function doubted(value: WindowsUpdatePolicy): WindowsUpdatePolicy {
  const isOff = value.serviceDisabled === true || value.noAutoUpdate === true;
  return {
    ...value,
    usesWsus: value.usesWsus === true ? true : null,
    mode: isOff ? 'off' : null,
    pausedByPolicy: value.pausedByPolicy === true ? true : null,
  };
}

/**
 * From where and how updates come: https://learn.microsoft.com/windows/deployment/update/waas-wu-settings.
 */
export const windowsUpdatePolicy = defineProbe({
  fact: 'windowsUpdatePolicy',
  title: {en: 'Settings of Windows Update', ja: 'Windows Updateの設定'},
  cost: 'cheap',
  schema: WindowsUpdatePolicy,
  ask: {windows: [policyAsk, plainAsk, serviceAsk, pauseAsk, windowsVersionAsk, windowsSystemAsk]},
  parse(answers) {
    const value = settings(answers);
    return value.mode === null || value.pausedByPolicy === null ? partial(value) : whole(value);
  },
  doubt: doubted,
});
