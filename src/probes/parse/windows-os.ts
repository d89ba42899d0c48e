import {cimInt, cimText, cimTime, type CimInstance} from '../../model/cim.ts';
import {Gap} from '../../model/fact.ts';
import {partial, type Answers, type Parsed} from '../../model/probe.ts';
import {listIn, numberIn, textIn, type RegistryKey} from '../../model/registry.ts';
import {windowsProductAsk, windowsSystemAsk, windowsVersionAsk} from '../asks/windows-version.ts';
import {attempt} from './attempt.ts';
import {plainName, systemInfo} from './systeminfo.ts';
import {windowsChannel, windowsFamily} from './windows-edition.ts';
import type {WindowsOs} from './windows-os-schema.ts';

/** What tells which Windows it is. */
export const windowsOsAsks = [windowsVersionAsk, windowsSystemAsk, windowsProductAsk] as const;

type Role = WindowsOs['productType'];

const byType: ReadonlyMap<number, Role> = new Map([
  [1, 'workstation'],
  [2, 'domain-controller'],
  [3, 'server'],
]);
const byName: ReadonlyMap<string, Role> = new Map([
  ['winnt', 'workstation'],
  ['lanmannt', 'domain-controller'],
  ['servernt', 'server'],
]);

/** By CIM, else by the registry, which has known the same three since NT. */
function roleOf(system: CimInstance | undefined, product: RegistryKey | null): Role {
  const told = byType.get((system === undefined ? null : cimInt(system, 'ProductType')) ?? 0);
  return told ?? byName.get((textIn(product, 'ProductType') ?? '').toLowerCase()) ?? null;
}

/** `ServicePackMajorVersion`, else the number in `CSDVersion`; Windows 10 and later have none. */
function servicePackOf(key: RegistryKey | null, system: CimInstance | undefined, build: number): number | null {
  if (build >= 10_240) return null;
  const told = system === undefined ? null : cimInt(system, 'ServicePackMajorVersion');
  const digits = /\b(?<digits>\d{1,2})$/.exec((textIn(key, 'CSDVersion') ?? '').trim())?.groups?.['digits'];
  return told ?? (digits === undefined ? null : Number(digits));
}

/** OSArchitecture is translated (`64 ビット`), but for its digits and names; XP has no such property. */
function architectureOf(system: CimInstance | undefined): WindowsOs['architecture'] {
  const told = system === undefined ? null : cimText(system, 'OSArchitecture');
  if (told === null) return null;
  if (/arm/i.test(told)) return 'arm64';
  return told.includes('64') ? '64-bit' : told.includes('32') ? '32-bit' : null;
}

/** Seconds since 1970, as the registry has it. */
function installedAt(key: RegistryKey | null, system: CimInstance | undefined): string | null {
  const seconds = numberIn(key, 'InstallDate');
  if (seconds !== null && seconds > 0) return new Date(seconds * 1000).toISOString();
  return system === undefined ? null : cimTime(system, 'InstallDate');
}

/** `10.0` has stood as 6.3 in the registry ever since. */
function versionOf(key: RegistryKey | null, system: CimInstance | undefined, build: number): string {
  const told = system === undefined ? null : cimText(system, 'Version');
  if (told !== null && /^\d{1,2}\.\d{1,2}\.\d{3,6}$/.test(told)) return told;
  const old = textIn(key, 'CurrentVersion');
  if (build < 10_240 && old === null) throw new Gap('unsupported', 'no version in the registry');
  return `${build >= 10_240 ? '10.0' : old}.${build}`;
}

const flag = <T>(of: T | null, test: (of: T) => boolean): boolean | null => (of === null ? null : test(of));

/** From registry and CIM, from XP on. @throws Gap when not even the build is told */
export function windowsFromRegistry(answers: Answers): WindowsOs {
  const key = answers.registry(windowsVersionAsk.id)?.root ?? null;
  const build = Number(textIn(key, 'CurrentBuild') ?? textIn(key, 'CurrentBuildNumber') ?? NaN);
  if (!Number.isInteger(build)) throw new Gap('unsupported', 'no build in the registry');
  const product = attempt(() => answers.registry(windowsProductAsk.id))?.root ?? null;
  const [system] = attempt(() => answers.instances(windowsSystemAsk.id)) ?? [];
  const caption = (system === undefined ? null : cimText(system, 'Caption')) ?? textIn(key, 'ProductName') ?? 'Windows';
  const name = build >= 22_000 ? plainName(caption).replace(/^Windows 10\b/, 'Windows 11') : plainName(caption);
  const edition = textIn(key, 'EditionID');
  const productType = roleOf(system, product);
  const server = flag(productType, (type) => type !== 'workstation');
  const channel = windowsChannel({edition, name, isServer: server});
  const suite = listIn(product, 'ProductSuite');
  return {
    family: windowsFamily(build, server),
    name,
    edition,
    channel,
    server,
    productType,
    embedded: channel === 'embedded' ? true : flag(suite, (suites) => suites.includes('EmbeddedNT')),
    serverCore: flag(textIn(key, 'InstallationType'), (type) => /^(?:Server Core|Nano Server)$/i.test(type)),
    version: versionOf(key, system, build),
    displayVersion: textIn(key, 'DisplayVersion') ?? textIn(key, 'ReleaseId'),
    build,
    revision: numberIn(key, 'UBR'),
    servicePack: servicePackOf(key, system, build),
    architecture: architectureOf(system),
    installedAt: installedAt(key, system),
    languageId: system === undefined ? null : cimInt(system, 'OSLanguage'),
  };
}

/** Of what the text of `systeminfo` tells in every language; what else there is, it does not tell. */
export function windowsFromText(answers: Answers): Parsed<WindowsOs> {
  const {name, version, build, servicePack, architecture} = systemInfo(answers);
  const server = /\bServer\b/.test(name);
  const channel = windowsChannel({edition: null, name, isServer: server});
  return partial(
    {
      ...{family: windowsFamily(build, server), name, edition: null, channel, server},
      productType: server ? null : 'workstation',
      embedded: channel === 'embedded' ? true : null,
      ...{serverCore: null, version, displayVersion: null, build, revision: null, servicePack, architecture},
      ...{installedAt: null, languageId: null},
    },
    'not-collected',
  );
}
