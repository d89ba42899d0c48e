import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {administratorsAsk, serviceStatesAsk, servicesKeyAsk} from './asks/windows-services.ts';
import {computerName, windowsSystemAsk} from './asks/windows-version.ts';
import {flag, flagOrNull, text, textOrNull} from './parse/fields.ts';
import {isAdministrator} from './parse/windows-administrators.ts';
import {accountKinds, readWindowsServices, serviceStarts} from './parse/windows-services.ts';
import {told} from './parse/windows-told.ts';

const running = {values: {true: {en: 'running', ja: '実行中'}, false: {en: 'stopped', ja: '停止'}}};

const WindowsServices = z.object({
  list: z.array(
    z.object({
      name: text('Service name', 'サービス名'),
      displayName: textOrNull('Display name', '表示名'),
      start: field(z.enum(serviceStarts).nullable(), 'Startup type', 'スタートアップの種類', {
        values: {
          automatic: {en: 'automatic', ja: '自動'},
          'automatic-delayed': {en: 'automatic (delayed start)', ja: '自動（遅延開始）'},
          manual: {en: 'manual', ja: '手動'},
          disabled: {en: 'disabled', ja: '無効'},
        },
      }),
      running: flagOrNull('State', '状態', running),
      account: text('Log on as', 'ログオンアカウント'),
      accountKind: field(z.enum(accountKinds), 'Kind of account', 'アカウントの種別', {
        values: {
          system: {en: 'Local System', ja: 'ローカルシステム'},
          service: {en: 'built-in service account', ja: '組み込みのサービスアカウント'},
          managed: {en: 'managed service account', ja: '管理されたサービスアカウント'},
          user: {en: 'user account', ja: 'ユーザーアカウント'},
        },
      }),
      /** Of user accounts alone; null: not known, or no user account. */
      administrator: flagOrNull('Account is an administrator of this computer', '管理者アカウント'),
      path: textOrNull('Program', '実行ファイルのパス'),
      unquoted: flag('Path with blanks and without quotes', '引用符なしの空白を含むパス'),
      passwordTold: flag('Password in its command line', 'コマンドラインにパスワードの記載'),
    }),
  ),
});

/** Services by the registry and, for what runs, by WMI: https://learn.microsoft.com/windows/win32/cimwin32prov/win32-service */
export const windowsServices = defineProbe({
  fact: 'windowsServices',
  title: {en: 'Services of Windows', ja: 'Windowsのサービス'},
  cost: 'cheap',
  schema: WindowsServices,
  ask: {windows: [servicesKeyAsk, serviceStatesAsk, administratorsAsk, windowsSystemAsk]},
  parse(answers) {
    const table = answers.registry(servicesKeyAsk.id);
    if (table === null) throw new Gap('unsupported', 'the registry tells of no services');
    const states = told(() => answers.instances(serviceStatesAsk.id)) ?? [];
    const services = readWindowsServices(table, states);
    const group = told(() => answers.members(administratorsAsk.id));
    const computer = told(() => computerName(answers)) ?? null;
    const list = services.map((service) => ({
      ...service,
      administrator: service.accountKind === 'user' ? isAdministrator(service.account, group, computer) : null,
    }));
    // Every Windows has services that run.
    return states.length > 0 ? whole({list}) : partial({list});
  },
});
