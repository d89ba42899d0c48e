import {enterprises, parts, type Family, type Part} from './identities/family.ts';
import {families} from './identities/index.ts';
import {makers} from './identities/makers.ts';

/** What an agent says of itself in the system group (SNMPv2-MIB). */
export interface SystemSigns {
  /** Dotted decimal without a leading dot; null: none. */
  readonly objectId: string | null;
  readonly descr: string | null;
}

/** What is surely known of a device by its signs; null where nothing is. */
export interface Identity {
  readonly vendor: string | null;
  readonly os: string | null;
  readonly osName: string | null;
  readonly model: string | null;
  readonly version: string | null;
  readonly serial: string | null;
}

const nothing: Identity = {vendor: null, os: null, osName: null, model: null, version: null, serial: null};

export function isBelow(oid: string, prefix: string): boolean {
  return oid === prefix || oid.startsWith(`${prefix}.`);
}

function depth(family: Family, objectId: string | null): number {
  const matching = objectId === null ? [] : family.at.filter((prefix) => isBelow(objectId, prefix));
  return Math.max(0, ...matching.map((prefix) => prefix.split('.').length));
}

function makerOf(objectId: string | null): string | null {
  if (objectId === null || !isBelow(objectId, enterprises)) return null;
  const number = objectId.slice(enterprises.length + 1).split('.')[0];
  return makers[Number(number)] ?? null;
}

/** Agents that many makers build in under their own names: net-snmp, UCD, Broadcom FASTPATH. */
const shared = [8072, 2021, 4413].map((number) => `${enterprises}.${number}`);

export function isShared(objectId: string): boolean {
  return shared.some((prefix) => isBelow(objectId, prefix));
}

/** One family, or none when there is none or they are of several products. */
function only(found: readonly Family[]): Family | null {
  const [first] = found;
  return first !== undefined && found.every(({os}) => os === first.os) ? first : null;
}

/** By the object identifier: the longest prefix; of equals, one whose text matches before one that has none. */
function byPlace({objectId, descr}: SystemSigns): readonly Family[] {
  const weight = (family: Family): number => {
    const deep = depth(family, objectId);
    const said = family.says === null || family.says.test(descr ?? '');
    return deep === 0 || !said ? 0 : deep + (family.says === null ? 0 : 0.5);
  };
  const weights = families.map(weight);
  const heaviest = Math.max(...weights);
  return heaviest === 0 ? [] : families.filter((_, index) => weights[index] === heaviest);
}

/** The family that the signs speak for; null when they speak for none, or for two. */
export function familyOf(signs: SystemSigns, told: (oid: string) => string | null): Family | null {
  const {objectId, descr} = signs;
  const place = byPlace(signs);
  const anybodys = objectId === null || isShared(objectId);
  if (!anybodys && (place.length > 0 || makerOf(objectId) !== null)) return only(place);
  // Of an agent that keeps its object identifier to itself, a text that begins with the product's name tells as well.
  const anywhere = ({at, says}: Family): boolean =>
    at.length === 0 || (objectId === null && says?.source.startsWith('^') === true);
  const byText = families.filter((one) => anywhere(one) && one.says?.test(descr ?? '') === true);
  const shown = families.filter(
    ({shows, gets}) => shows && parts.some((part) => gets[part].some((oid) => told(oid) !== null)),
  );
  const named = [...byText, ...shown];
  return only(named.length > 0 ? named : place);
}

const version = /^v?(?=\d)/i;

function clean(part: Part, text: string): string | null {
  const plain = text.trim();
  // Fortinet tells `v7.0.9,build0444,221121 (GA.M)`.
  const told = part === 'version' ? plain.replace(version, '').replace(/(?:[,-]build| \|).*$/, '') : plain;
  return told === '' || /^(?:n\/a|none|null|unknown|not specified|[0-]+|\w{2}\.00\.00\.0000)$/i.test(told)
    ? null
    : told;
}

function fromText(family: Family, descr: string): Partial<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const {groups} of family.reads === null ? [] : descr.slice(0, 512).matchAll(family.reads)) {
    for (const [name, value] of Object.entries<string | undefined>(groups ?? {})) {
      if (value !== undefined) found[name.replace(/\d$/, '')] ??= value;
    }
  }
  return found;
}

/** What else is known of the device, where neither its maker's MIB nor sysDescr tells: by ENTITY-MIB. */
export type Fallback = Pick<Identity, 'model' | 'version'>;

/**
 * Vendor, product, model, version and serial number of a device by what its agent says. `told` gives the text of an
 * instance of the maker's MIB, null where the agent has none. What is not sure is null.
 */
export function identityOf(signs: SystemSigns, told: (oid: string) => string | null, fallback: Fallback): Identity {
  const family = familyOf(signs, told);
  if (family === null) return {...nothing, ...fallback, vendor: makerOf(signs.objectId)};
  const text = fromText(family, signs.descr ?? '');
  const part = (name: Part): string | null => {
    const values = [...family.gets[name].map(told), text[name] ?? null];
    return values.map((value) => (value === null ? null : clean(name, value))).find((value) => value !== null) ?? null;
  };
  const found = {
    osName: family.name,
    model: part('model') ?? fallback.model,
    version: part('version') ?? fallback.version,
  };
  return {...family.refine(found, signs.objectId), vendor: family.vendor, os: family.os, serial: part('serial')};
}
