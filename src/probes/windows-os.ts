import {defineProbe, partial, whole} from '../model/probe.ts';
import {windowsFromRegistry, windowsFromText, windowsOsAsks} from './parse/windows-os.ts';
import {WindowsOs} from './parse/windows-os-schema.ts';

/** Which Windows it is: https://learn.microsoft.com/windows/win32/cimwin32prov/win32-operatingsystem */
export const windowsOs = defineProbe({
  fact: 'windowsOs',
  title: {en: 'Windows: version and edition', ja: 'Windowsのバージョンとエディション'},
  cost: 'cheap',
  schema: WindowsOs,
  ask: {windows: windowsOsAsks},
  parse(answers) {
    const value = windowsFromRegistry(answers);
    return value.productType === null ? partial(value) : whole(value);
  },
  stored: {windows: windowsFromText},
});
