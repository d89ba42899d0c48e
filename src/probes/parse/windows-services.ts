import {cimText, type CimInstance} from '../../model/cim.ts';
import {numberIn, textIn, type RegistryKey, type RegistryTable} from '../../model/registry.ts';
import {told} from './windows-told.ts';

export const serviceStarts = ['automatic', 'automatic-delayed', 'manual', 'disabled'] as const;
export const accountKinds = ['system', 'service', 'managed', 'user'] as const;

export interface WindowsService {
  readonly name: string;
  readonly displayName: string | null;
  /** null: not told. */
  readonly start: (typeof serviceStarts)[number] | null;
  /** null: not told. */
  readonly running: boolean | null;
  readonly account: string;
  readonly accountKind: (typeof accountKinds)[number];
  readonly path: string | null;
  readonly unquoted: boolean;
  /** What follows the program held a password, which was taken out; every user may read it. */
  readonly passwordTold: boolean;
}

/** Folders whose names hold a blank wherever Windows puts them. */
const blankFolders = /%(?:ProgramFiles(?:\(x86\))?|ProgramW6432|CommonProgramFiles(?:\(x86\))?|CommonProgramW6432)%/gi;

/**
 * The program of a command line, and whether its path holds a blank and stands in no quotes: then Windows tries what stands
 * before each blank first. Of a path without `.exe` everything up to its last backslash is taken for folders.
 */
export function programOf(commandLine: string): {readonly path: string; readonly unquoted: boolean} {
  const line = commandLine.trim();
  if (line.startsWith('"')) return {path: line.slice(1).split('"', 1)[0] ?? '', unquoted: false};
  const end = line.toLowerCase().search(/\.(?:exe|com|bat|cmd)(?:\s|$)/);
  const folders = line.slice(0, line.lastIndexOf('\\') + 1);
  const rest = line.slice(folders.length).split(/\s/, 1)[0] ?? '';
  const path = end === -1 ? `${folders}${rest}` : line.slice(0, end + 4);
  return {path, unquoted: /\s/.test(path.replaceAll(blankFolders, 'C:\\Program Files'))};
}

/** Accounts of Windows itself, by the names under which services are registered in every language. */
export function accountKindOf(account: string): WindowsService['accountKind'] {
  const name = account.toLowerCase().replace(/^(?:\.|nt authority)\\/, '');
  if (/^(?:localsystem|system)$/.test(name)) return 'system';
  if (/^(?:localservice|local service|networkservice|network service)$/.test(name)) return 'service';
  if (name.startsWith('nt service\\')) return 'service';
  return name.endsWith('$') ? 'managed' : 'user';
}

/** How a service starts, by its key; null: not told. */
export function startOf(key: RegistryKey): WindowsService['start'] {
  const start = told(() => numberIn(key, 'Start'));
  if (start === 2) return told(() => numberIn(key, 'DelayedAutostart')) === 1 ? 'automatic-delayed' : 'automatic';
  if (start === 3) return 'manual';
  return start === 4 ? 'disabled' : null;
}

/** Bits of Type: a service of its own process, or in a process with others. Drivers have neither. */
const isService = (key: RegistryKey): boolean => ((told(() => numberIn(key, 'Type')) ?? 0) & 0x30) !== 0;

type States = readonly CimInstance[] | null | undefined;

const stateNamed = (states: States, name: string): CimInstance | undefined =>
  (states ?? []).find((state) => cimText(state, 'Name')?.toLowerCase() === name.toLowerCase());

/** Whether a service runs, by Win32_Service; null: not told. */
export function isRunning(states: States, name: string): boolean | null {
  const state = stateNamed(states, name);
  return state === undefined ? null : cimText(state, 'State') === 'Running';
}

function serviceOf(key: RegistryKey, state: CimInstance | undefined): WindowsService {
  const line = told(() => textIn(key, 'ImagePath')) ?? null;
  const {path, unquoted} = line === null ? {path: null, unquoted: false} : programOf(line);
  const account = told(() => textIn(key, 'ObjectName')) ?? 'LocalSystem';
  return {
    name: key.name.slice(0, 256),
    displayName: state === undefined ? null : (cimText(state, 'DisplayName')?.slice(0, 256) ?? null),
    start: startOf(key),
    running: state === undefined ? null : cimText(state, 'State') === 'Running',
    account: account.slice(0, 256),
    accountKind: accountKindOf(account),
    path: path?.slice(0, 512) ?? null,
    unquoted,
    passwordTold: line?.includes('<secret kind=password ') ?? false,
  };
}

/** Services by `HKLM\SYSTEM\CurrentControlSet\Services`, with what WMI tells of those that run. */
export function readWindowsServices(table: RegistryTable, states: States): readonly WindowsService[] {
  const byName = new Map((states ?? []).map((state) => [(cimText(state, 'Name') ?? '').toLowerCase(), state]));
  return table
    .children(table.root)
    .filter(isService)
    .map((key) => serviceOf(key, byName.get(key.name.toLowerCase())))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
