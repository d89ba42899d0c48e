import {cimInt, cimText, cimTime, cimFlag, type CimInstance} from '../../model/cim.ts';
import type {Answers, Parsed} from '../../model/probe.ts';
import {defenderPreferenceAsk, defenderStatusAsk, registeredAntivirusAsk} from '../asks/windows-protection.ts';
import {serviceStatesAsk} from '../asks/windows-services.ts';
import {otherProgramsAsk, programsAsk} from '../asks/windows-software.ts';
import type {AntivirusState} from './antivirus-state.ts';
import {isProductOn} from './security-center.ts';
import {windowsAntivirus, type WindowsAntivirus} from './windows-antivirus-products.ts';
import {antivirusSignatureAsks, scansOnAccess, signatureDay} from './windows-antivirus-signatures.ts';
import {defenderRuns} from './windows-defender-state.ts';
import {installedPrograms, type InstalledProgram} from './windows-programs.ts';
import {settings, type Settings} from './windows-settings.ts';

export const windowsAntivirusAsks = [
  ...[serviceStatesAsk, programsAsk, otherProgramsAsk, registeredAntivirusAsk],
  ...[defenderStatusAsk, defenderPreferenceAsk, ...antivirusSignatureAsks],
];

interface Seen {
  /** State of services by name in lower case. */
  readonly services: ReadonlyMap<string, string>;
  readonly programs: readonly InstalledProgram[];
  /** Registered with the Security Center. */
  readonly registered: readonly {readonly name: string; readonly on: boolean | null}[];
}

function fits(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

const isNamed = (product: WindowsAntivirus, name: string): boolean => product.names.some((part) => name.includes(part));

function productState(product: WindowsAntivirus, seen: Seen, read: Settings): AntivirusState | null {
  const states = [...seen.services].filter(([name]) => product.services.some((pattern) => fits(pattern, name)));
  const program = seen.programs.find(({name}) => isNamed(product, name));
  const registered = seen.registered.find(({name}) => isNamed(product, name));
  if (states.length === 0 && program === undefined && registered === undefined) return null;
  const running = states.length === 0 ? null : states.some(([, state]) => state === 'Running');
  return {
    ...{id: product.id, vendor: product.vendor, product: product.product},
    version: program?.version ?? null,
    running: running ?? registered?.on ?? null,
    signatures: product.signatures ?? true,
    realTime: running === false ? false : (scansOnAccess(read, product.id) ?? registered?.on ?? null),
    signatureAt: signatureDay(read, product.id),
    autoUpdate: null,
    scheduledScan: null,
  };
}

/** ScanScheduleDay: 8 is never. ScanParameters: 2 is a full scan. */
function fullScanPlanned(preference: CimInstance | null): boolean | null {
  if (preference === null) return null;
  const [day, kind] = [cimInt(preference, 'ScanScheduleDay'), cimInt(preference, 'ScanParameters')];
  return day === 8 || kind === 1 ? false : day === null || kind === null ? null : true;
}

function defender(read: Settings): AntivirusState | null {
  const status = read.only(defenderStatusAsk);
  if (status === undefined || status === null) return null;
  const preference = read.only(defenderPreferenceAsk) ?? null;
  return {
    ...{id: 'microsoft-defender', vendor: 'Microsoft', product: 'Microsoft Defender Antivirus'},
    version: cimText(status, 'AMProductVersion'),
    running: defenderRuns(status),
    signatures: true,
    realTime: cimFlag(status, 'RealTimeProtectionEnabled'),
    signatureAt: cimTime(status, 'AntivirusSignatureLastUpdated'),
    autoUpdate: null,
    scheduledScan: fullScanPlanned(preference),
  };
}

/** A product that no list here knows, by what it told the Security Center. */
function stranger({name, on}: Seen['registered'][number]): AntivirusState {
  const untold = {version: null, signatures: true, signatureAt: null, autoUpdate: null, scheduledScan: null};
  return {id: 'registered', vendor: name, product: name, running: on, realTime: on, ...untold};
}

function seenBy(read: Settings): Seen {
  const services = read.instances(serviceStatesAsk);
  if (services === null) read.doubt();
  const registered = (read.instances(registeredAntivirusAsk) ?? []).map((each) => {
    const state = cimInt(each, 'productState');
    return {name: cimText(each, 'displayName') ?? '', on: state === null ? null : isProductOn(state)};
  });
  return {
    services: new Map(
      (services ?? []).map((each) => [(cimText(each, 'Name') ?? '').toLowerCase(), cimText(each, 'State') ?? '']),
    ),
    programs: installedPrograms(read),
    registered,
  };
}

const isDefender = (name: string): boolean => /^(?:Windows|Microsoft) Defender/.test(name);

/** Anti-malware products of Windows: by their services, the list of programs, the Security Center, and Defender's own account. */
export function windowsAntivirusState(answers: Answers): Parsed<{products: AntivirusState[]}> {
  const read = settings(answers);
  const seen = seenBy(read);
  const others = windowsAntivirus.flatMap((product) => productState(product, seen, read) ?? []);
  const strangers = seen.registered
    .filter(({name}) => !isDefender(name) && !windowsAntivirus.some((product) => isNamed(product, name)))
    .map(stranger);
  const own = defender(read);
  const found = [...others, ...strangers];
  // Defender that steps back for another product is no product beside it.
  const products = own === null || (own.running === false && found.length > 0) ? found : [...found, own];
  return read.result({products});
}
