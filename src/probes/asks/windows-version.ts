import {cim, registry} from '../../model/ask.ts';
import {cimInt, cimText} from '../../model/cim.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {numberIn, textIn} from '../../model/registry.ts';

/** What Windows tells of its version, from XP on. */
export const windowsVersionAsk = registry('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', {
  values: [
    ...['ProductName', 'EditionID', 'InstallationType', 'DisplayVersion', 'ReleaseId', 'CSDVersion', 'CSDBuildNumber'],
    ...['CurrentBuild', 'CurrentBuildNumber', 'CurrentVersion', 'UBR', 'InstallDate', 'BuildLabEx'],
  ],
});

/** Class of the operating system; of it the properties that XP has, too. */
export const windowsSystemAsk = cim('Win32_OperatingSystem', [
  ...['Caption', 'Version', 'BuildNumber', 'ServicePackMajorVersion', 'ProductType', 'OperatingSystemSKU'],
  ...['OSArchitecture', 'OSLanguage', 'InstallDate', 'LastBootUpTime', 'LocalDateTime', 'CSName'],
]);

/** Which of client and server it is, by the registry: `WinNT`, `LanmanNT`, `ServerNT`; and what it was made for: `EmbeddedNT`. */
export const windowsProductAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions', {
  values: ['ProductType', 'ProductSuite'],
});

/** What follows from the version in most parsers. */
export interface WindowsVersion {
  /** 2600, 7601, 17763, 26100 … */
  readonly build: number;
  /** Update Build Revision; null: before Windows 8.1, there is none. */
  readonly revision: number | null;
  /** Win32_OperatingSystem.ProductType; null where CIM did not tell. */
  readonly role: 'workstation' | 'domain-controller' | 'server' | null;
}

const roles = {1: 'workstation', 2: 'domain-controller', 3: 'server'} as const;

const roleOf = (type: number | null): WindowsVersion['role'] =>
  type === 1 || type === 2 || type === 3 ? roles[type] : null;

/** @throws Gap when not even the build is told */
export function readWindowsVersion(answers: Answers): WindowsVersion {
  const key = answers.registry(windowsVersionAsk.id)?.root ?? null;
  const build = Number(textIn(key, 'CurrentBuild') ?? textIn(key, 'CurrentBuildNumber') ?? NaN);
  if (!Number.isInteger(build)) throw new Gap('unsupported', 'no build in the registry');
  const [system] = answers.instances(windowsSystemAsk.id) ?? [];
  const type = system === undefined ? null : cimInt(system, 'ProductType');
  return {build, revision: numberIn(key, 'UBR'), role: roleOf(type)};
}

/** Name of the computer in capitals, as it stands before the names of its own accounts; null: not told. */
export function computerName(answers: Answers): string | null {
  const [system] = answers.instances(windowsSystemAsk.id) ?? [];
  return system === undefined ? null : (cimText(system, 'CSName')?.toUpperCase() ?? null);
}
