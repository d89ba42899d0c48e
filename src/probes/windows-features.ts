import {z} from 'zod';
import {cim} from '../model/ask.ts';
import {cimInt, cimText} from '../model/cim.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, whole} from '../model/probe.ts';
import {texts} from './parse/fields.ts';

const WindowsFeatures = z.object({
  enabled: texts('Optional features that are on', '有効なWindowsの機能'),
});

/** The servicing stack looks through all its packages for it: seconds of CPU. Vista and before have no such class. */
const featuresAsk = cim('Win32_OptionalFeature', ['Name', 'InstallState'], {
  where: 'InstallState=1',
  cost: 'slow',
  seconds: 120,
});

/** Names of features are the same in every language: https://learn.microsoft.com/windows/win32/wmisdk/win32-optionalfeature */
export const windowsFeatures = defineProbe({
  fact: 'windowsFeatures',
  title: {en: 'Optional features of Windows', ja: 'Windowsの機能'},
  cost: 'slow',
  schema: WindowsFeatures,
  ask: {windows: [featuresAsk]},
  parse(answers) {
    const instances = answers.instances(featuresAsk.id);
    if (instances === null) throw new Gap('unsupported', 'no class of optional features');
    const enabled = instances.flatMap((each) =>
      cimInt(each, 'InstallState') === 1 ? (cimText(each, 'Name') ?? []) : [],
    );
    // Every Windows has some that are on: none at all is no answer.
    if (enabled.length === 0) throw new Gap('unsupported', 'no optional feature is told');
    return whole({enabled: [...new Set(enabled)].sort()});
  },
});
