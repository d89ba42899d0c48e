import {z} from 'zod';
import {cimInt, cimText} from '../model/cim.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe} from '../model/probe.ts';
import {registeredAntivirusAsk} from './asks/windows-protection.ts';
import {flagOrNull, text} from './parse/fields.ts';
import {isProductCurrent, isProductOn} from './parse/security-center.ts';
import {settings} from './parse/windows-settings.ts';

const WindowsSecurityCenter = z.object({
  antivirus: z.array(
    z.object({
      name: text('Registered anti-malware product', '登録されたウイルス対策製品'),
      on: flagOrNull('On', '有効'),
      current: flagOrNull('Signatures up to date by its own account', '定義ファイルが最新（製品の申告）'),
    }),
  ),
});

/** What the Security Center of Windows for clients was told by anti-malware products. Servers have none. */
export const windowsSecurityCenter = defineProbe({
  fact: 'windowsSecurityCenter',
  title: {en: 'Windows Security Center', ja: 'Windowsセキュリティセンター'},
  cost: 'cheap',
  schema: WindowsSecurityCenter,
  ask: {windows: [registeredAntivirusAsk]},
  parse(answers) {
    const read = settings(answers);
    const found = read.instances(registeredAntivirusAsk);
    if (found === null) throw new Gap('unsupported', 'this Windows has no Security Center');
    const antivirus = (found ?? []).map((product) => {
      const state = cimInt(product, 'productState');
      if (state === null) read.doubt();
      return {
        name: cimText(product, 'displayName') ?? '',
        on: state === null ? null : isProductOn(state),
        current: state === null ? null : isProductCurrent(state),
      };
    });
    return read.result({antivirus});
  },
});
