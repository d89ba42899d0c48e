import {numberIn, textIn, type RegistryKey} from '../../model/registry.ts';
import {readFlag, readInt, readText, settingOf, type Layer} from './windows-setting-layers.ts';

/** REG_SZ "1" is on: what is not a number counts as off, as Winlogon reads it. */
const readSwitch = (key: RegistryKey | null, name: string): boolean | null => {
  const told = textIn(key, name);
  return told === null ? null : /^\s*0*[1-9]\d*\s*$/.test(told);
};

const readNotice = (key: RegistryKey | null, name: string): boolean | null => {
  const told = readText(key, name)?.trim();
  return told === undefined || told === '' ? null : true;
};

/** `SUIDO\operator` and `operator@suido.example.jp` without the domain; null: none. */
export function bareName(told: string | null): string | null {
  const name = told?.trim().split('\\').at(-1)?.split('@')[0] ?? '';
  return name === '' ? null : name;
}

/** Values that Windows writes as a text. */
const readCount = (key: RegistryKey | null, name: string): number | null => numberIn(key, name);

/** The settings of the logon, with what holds where nothing is set. `isServer` null: not known. */
export function readLogonSettings(policy: Layer, winlogon: Layer, lsa: Layer, build: number, isServer: boolean | null) {
  const hasInactivity = build >= 9200;
  const inactivity = settingOf([policy], 'InactivityTimeoutSecs', readInt, 0);
  return {
    autoLogon: settingOf([winlogon], 'AutoAdminLogon', readSwitch, false),
    lastUserHidden: settingOf([policy], 'DontDisplayLastUserName', readFlag, false),
    // Workstations ask for no keys from Windows 8 on; before, it depends on the domain.
    secureAttentionOff: settingOf(
      [policy],
      'DisableCAD',
      readFlag,
      isServer === false && build >= 9200 ? true : undefined,
    ),
    notice: settingOf([policy, winlogon], 'LegalNoticeText', readNotice, false),
    cachedLogons: settingOf([winlogon], 'CachedLogonsCount', readCount, build >= 6001 && build <= 6003 ? 25 : 10),
    blankPasswordsConsoleOnly: settingOf([lsa], 'LimitBlankPasswordUse', readFlag, true),
    inactivityLimit: hasInactivity ? inactivity : ({value: 0, from: 'default'} as const),
    shutdownBeforeLogon: settingOf(
      [policy],
      'ShutdownWithoutLogon',
      readFlag,
      isServer === null ? undefined : !isServer,
    ),
  };
}
