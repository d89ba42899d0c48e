import {registry} from '../../model/ask.ts';
import {cimText} from '../../model/cim.ts';
import type {RegistryKey, RegistryTable} from '../../model/registry.ts';
import {serviceStatesAsk} from '../asks/windows-services.ts';
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

function attribute(xml: string, name: string): string {
  const at = xml.indexOf(` ${name}="`);
  if (at < 0) return '';
  const from = at + name.length + 3;
  return xml.slice(from, Math.max(xml.indexOf('"', from), from));
}

const everybody = new Set(['S-1-1-0', 'S-1-5-11', 'S-1-5-32-545']);
const everyPath = /^(?:\*|[a-z]:\\\*|%osdrive%\\\*)$/i;

/** The default rules let everybody install what is signed, and run packaged apps: they are not meant here. */
function isOpen(xml: string): boolean {
  if (attribute(xml, 'Action') !== 'Allow' || !everybody.has(attribute(xml, 'UserOrGroupSid'))) return false;
  return everyPath.test(attribute(xml, 'Path')) && !xml.includes('<Exceptions>');
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
  const open = rules.filter(({type, xml}) => type !== 'Msi' && type !== 'Appx' && isOpen(xml));
  const stopsPrograms = enforced.includes('Exe') && !open.some(({type}) => type === 'Exe');
  const needed = !read.sure(appLockerAsk) ? [null] : stopsPrograms ? [runs, editionEnforces(read)] : [false];
  return {
    rules: rules.length,
    enforced,
    audited: collections.filter((each) => each.rules.length > 0 && each.mode === 0).map(({type}) => type),
    serviceRuns: runs,
    openRules: open.map(({xml}) => attribute(xml, 'Name')),
    stops: needed.includes(false) ? false : needed.includes(null) ? null : true,
  };
}
