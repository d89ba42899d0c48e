import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {cimInt} from '../model/cim.ts';
import {defineProbe, field} from '../model/probe.ts';
import {deviceGuardAsk} from './asks/windows-protection.ts';
import {serviceStatesAsk} from './asks/windows-services.ts';
import {otherProgramsAsk, programsAsk} from './asks/windows-software.ts';
import {windowsSystemAsk, windowsVersionAsk} from './asks/windows-version.ts';
import {flagOrNull, intOrNull, text, texts} from './parse/fields.ts';
import {appLockerAsk, readAppLocker} from './parse/windows-app-locker.ts';
import {controlProducts, solidifierAsk} from './parse/windows-control-products.ts';
import {mapTold, settings, type Settings} from './parse/windows-settings.ts';

const saferAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\Safer\\CodeIdentifiers', {
  id: 'software-restriction',
  values: ['DefaultLevel', 'TransparentEnabled'],
});

const integrity = {
  off: {en: 'off', ja: '無効'},
  audit: {en: 'audit', ja: '監査モード'},
  enforced: {en: 'enforced', ja: '適用'},
} as const;

const WindowsApplicationControl = z.object({
  /** null when a product does it whose console alone tells. */
  enforced: flagOrNull('Programs that are not allowed are stopped', '許可していないプログラムの実行阻止'),
  appLocker: z.object({
    rules: intOrNull('AppLocker rules', 'AppLocker規則数'),
    enforced: texts('AppLocker rules enforced for', 'AppLocker規則を適用する種類'),
    audited: texts('AppLocker rules audited alone for', 'AppLocker規則を監査のみとする種類'),
    serviceRuns: flagOrNull('Application Identity service runs', 'Application Identityサービスの稼働'),
    openRules: texts('AppLocker rules that allow everything to everybody', '全員に全ファイルを許可するAppLocker規則'),
  }),
  codeIntegrity: field(
    z.enum(['off', 'audit', 'enforced']).nullable(),
    'App Control for Business (WDAC), programs',
    'App Control for Business（WDAC）のユーザーモード',
    {values: integrity},
  ),
  softwareRestriction: flagOrNull(
    'Software restriction policy forbids by default',
    'ソフトウェア制限ポリシーの既定禁止',
  ),
  products: z.array(
    z.object({
      product: text('Product', '製品'),
      running: flagOrNull('Running', '稼働中'),
      enforced: flagOrNull('Stops what is not allowed', '許可外の実行阻止'),
    }),
  ),
});

/** Win32_DeviceGuard.UsermodeCodeIntegrityPolicyEnforcementStatus: 0 off, 1 audit, 2 enforced. Windows before 10 has none. */
function codeIntegrity(read: Settings): 'off' | 'audit' | 'enforced' | null {
  const state = read.only(deviceGuardAsk);
  if (state === null) return 'off';
  const level = state === undefined ? null : cimInt(state, 'UsermodeCodeIntegrityPolicyEnforcementStatus');
  const told = (['off', 'audit', 'enforced'] as const)[level ?? -1];
  if (told === undefined) read.doubt();
  return told ?? null;
}

/** DefaultLevel 0 forbids what no rule allows. Windows 11 22H2 and newer do not heed these policies any more. */
function softwareRestriction(read: Settings): boolean | null {
  const level = mapTold(read.number(saferAsk, 'DefaultLevel'), (value) => value === 0);
  const checked = mapTold(read.number(saferAsk, 'TransparentEnabled'), (value) => value > 0);
  const version = read.version();
  if (version !== null && version.build >= 22621) return false;
  const forbids = [read.effective(level, false), read.effective(checked, true)];
  if (forbids.includes(false)) return false;
  return forbids.includes(null) || version === null ? null : true;
}

/** One way that surely stops is enough; none that surely does, and one that may, is not known. */
function anyOf(ways: readonly (boolean | null)[]): boolean | null {
  return ways.includes(true) ? true : ways.includes(null) ? null : false;
}

/** What keeps programs from running that nobody allowed: AppLocker, App Control, software restriction, products. */
export const windowsApplicationControl = defineProbe({
  fact: 'windowsApplicationControl',
  title: {en: 'Application control of Windows', ja: 'Windowsのアプリケーション制御（ホワイトリスト）'},
  cost: 'cheap',
  schema: WindowsApplicationControl,
  ask: {
    windows: [
      ...[appLockerAsk, saferAsk, deviceGuardAsk, solidifierAsk, serviceStatesAsk],
      ...[programsAsk, otherProgramsAsk, windowsVersionAsk, windowsSystemAsk],
    ],
  },
  parse(answers) {
    const read = settings(answers);
    const {stops, ...appLocker} = readAppLocker(read);
    const integrity = codeIntegrity(read);
    const restriction = softwareRestriction(read);
    const products = controlProducts(read);
    const byIntegrity = integrity === null ? null : integrity === 'enforced';
    // A product that was not told of may be there.
    const others = read.sure(serviceStatesAsk, programsAsk, otherProgramsAsk) ? [] : [null];
    const ways = [stops, byIntegrity, restriction, ...products.map((product) => product.enforced), ...others];
    const enforced = anyOf(ways);
    if (enforced === null) read.doubt();
    return read.result({
      enforced,
      appLocker,
      codeIntegrity: integrity,
      softwareRestriction: restriction,
      products,
    });
  },
});
