/** An instance of a CIM class: its properties as text, by name in lower case; empty where they are null. */
export type CimInstance = ReadonlyMap<string, string>;

/** Members of a local group. */
export interface LocalGroup {
  /** `HOST\Administrators`, in the language of that Windows. */
  readonly group: string;
  readonly members: readonly {
    /** `Win32_UserAccount`, `Win32_Group`, `Win32_SystemAccount` */
    readonly class: string;
    readonly domain: string;
    readonly name: string;
  }[];
}

/**
 * Reads instances: `Name=value` lines, empty lines between instances, as the PowerShell program tells them and as
 * `wmic … get … /value` prints them.
 */
export function readInstances(text: string): CimInstance[] {
  const instances: Map<string, string>[] = [];
  let open: Map<string, string> | null = null;
  for (const line of text.split('\n').map((each) => each.replace(/\r+$/, ''))) {
    const property = /^(?<name>[A-Za-z_]\w{0,127})=(?<value>.*)$/.exec(line)?.groups;
    if (line.trim() === '') open = null;
    if (property === undefined) continue;
    const name = (property['name'] ?? '').toLowerCase();
    // Some versions of wmic put no empty line between instances.
    if (open === null || open.has(name)) {
      open = new Map();
      instances.push(open);
    }
    open.set(name, property['value'] ?? '');
  }
  return instances;
}

/** null: empty, or null there. */
export function cimText(instance: CimInstance, property: string): string | null {
  const text = (instance.get(property.toLowerCase()) ?? '').trim();
  return text === '' ? null : text;
}

/** null: null there, or no boolean. */
export function cimFlag(instance: CimInstance, property: string): boolean | null {
  const text = cimText(instance, property)?.toUpperCase();
  return text === 'TRUE' ? true : text === 'FALSE' ? false : null;
}

/** null: null there, or no whole number. */
export function cimInt(instance: CimInstance, property: string): number | null {
  const text = cimText(instance, property);
  return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}

const dmtf = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.(\d{3})\d{3}([+-]\d{3})$/;

/** A time, UTC ISO 8601 with milliseconds, from ISO 8601 or from `yyyymmddHHMMSS.mmmmmmsUUU` (DSP0004). null: null there, or no time. */
export function cimTime(instance: CimInstance, property: string): string | null {
  const text = cimText(instance, property) ?? '';
  const parts = dmtf.exec(text);
  const [, year, month, day, hour, minute, second, ms, zone] = parts ?? [];
  const iso = parts === null ? text : `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(iso)) return null;
  const at = Date.parse(iso) - Number(zone ?? 0) * 60_000;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** An array: `{"a","b"}` or `{1,2}`. Empty: null there. */
export function cimList(instance: CimInstance, property: string): string[] {
  const inner = /^\{(?<inner>.*)\}$/.exec(cimText(instance, property) ?? '')?.groups?.['inner'] ?? '';
  return [...inner.matchAll(/"((?:[^"\\]|\\.)*)"|([^",]+)/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '').trim() : quoted.replaceAll(/\\(.)/g, '$1'),
  );
}

/** Reads the members of a local group; null: there is no such group. */
export function readMembers(text: string): LocalGroup | null {
  const [head, ...rest] = readInstances(text);
  const group = head === undefined ? null : cimText(head, 'Group');
  if (group === null) return null;
  const members = rest.map((each) => ({
    class: cimText(each, 'Class') ?? '',
    domain: cimText(each, 'Domain') ?? '',
    name: cimText(each, 'Name') ?? '',
  }));
  return {group, members};
}
