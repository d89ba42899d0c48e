import {registry} from '../../model/ask.ts';
import {cimText} from '../../model/cim.ts';
import type {RegistryKey, RegistryTable} from '../../model/registry.ts';
import {serviceStatesAsk} from '../asks/windows-services.ts';
import {isOpenRule, nameOf} from './windows-app-locker-rule.ts';
import type {Settings} from './windows-settings.ts';

/** Below each type of file a key for each rule, whose value is its XML. */
export const appLockerAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\SrpV2', {
  id: 'app-locker',
  depth: 'tree',
  values: ['EnforcementMode', 'Value'],
  seconds: 30,
  limit: 1_048_576,
});

export interface AppLocker {
  /** null: not known. */
  readonly rules: number | null;
  /** Types of files: `Exe`, `Script`, `Msi`, `Dll`, `Appx`. */
  readonly enforced: string[];
  readonly audited: string[];
  readonly serviceRuns: boolean | null;
  readonly openRules: string[];
  /** Whether it stops programs that no rule allows. */
  readonly stops: boolean | null;
}

const xmlOf = (key: RegistryKey): string | null => {
  const value = key.values.get('value');
  return value?.kind === 'text' ? value.text : null;
};

/** The service that tells AppLocker what a program is: without it no rule is enforced. */
function serviceRuns(read: Settings): boolean | null {
  const services = read.instances(serviceStatesAsk);
  const service = services?.find((each) => cimText(each, 'Name')?.toLowerCase() === 'appidsvc');
  const state = service === undefined ? null : cimText(service, 'State');
  if (state !== null) return state === 'Running';
  return services !== null && read.sure(serviceStatesAsk) ? false : null;
}

/** Before Windows 10 2004 only some editions enforce rules. https://learn.microsoft.com/windows/security/application-security/application-control/app-control-for-business/applocker/requirements-to-use-applocker */
function editionEnforces(read: Settings): boolean | null {
  const [version, edition] = [read.version(), read.edition()];
  if (version === null) return null;
  if (version.build < 7600) return false;
  if (version.build >= 19041 || (version.role !== null && version.role !== 'workstation')) return true;
  return edition === null ? null : /^(?:Enterprise|Ultimate|Education|IoTEnterprise|Embedded)/.test(edition);
}

interface Collection {
  readonly type: string;
  readonly rules: readonly RegistryKey[];
  readonly mode: number | null;
}

function collectionsOf(table: RegistryTable): Collection[] {
  return table.children(table.root).map((key) => {
    const mode = key.values.get('enforcementmode');
    const rules = table.children(key).filter((rule) => xmlOf(rule) !== null);
    return {type: key.name, rules, mode: mode?.kind === 'number' ? mode.number : null};
  });
}

/** Rules without a mode are enforced. */
const isEnforced = ({mode, rules}: Collection): boolean => rules.length > 0 && mode !== 0;

export function readAppLocker(read: Settings): AppLocker {
  const table = read.table(appLockerAsk);
  const runs = serviceRuns(read);
  if (runs === null) read.doubt();
  if (table === undefined) {
    return {rules: null, enforced: [], audited: [], serviceRuns: runs, openRules: [], stops: null};
  }
  const collections = table === null ? [] : collectionsOf(table);
  const rules = collections.flatMap((each) => each.rules.map((key) => ({type: each.type, xml: xmlOf(key) ?? ''})));
  const enforced = collections.filter(isEnforced).map(({type}) => type);
  const judged = rules.map((rule) => ({
    ...rule,
    open: rule.type !== 'Msi' && rule.type !== 'Appx' && isOpenRule(rule.xml),
  }));
  if (judged.some(({open}) => open === null)) read.doubt();
  const programs = judged.filter(({type}) => type === 'Exe').map(({open}) => open);
  const closed = !enforced.includes('Exe') || programs.includes(true) ? false : programs.includes(null) ? null : true;
  const needed = !read.sure(appLockerAsk) ? [null] : closed === false ? [false] : [closed, runs, editionEnforces(read)];
  return {
    rules: rules.length,
    enforced,
    audited: collections.filter((each) => each.rules.length > 0 && each.mode === 0).map(({type}) => type),
    serviceRuns: runs,
    openRules: judged.filter(({open}) => open === true).map(({xml}) => nameOf(xml)),
    stops: needed.includes(false) ? false : needed.includes(null) ? null : true,
  };
}
