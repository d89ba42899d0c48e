import type {DataSource, LifecycleProduct, ReferenceData} from '../model/data.ts';
import type {WindowsCandidate} from './windows-releases.ts';

/** How long one release is supported; days as `YYYY-MM-DD`, null: there is no such support. */
export interface Term {
  readonly product: string;
  readonly cycle: string;
  readonly standard: string;
  readonly extended: string | null;
  /** Whether `extended` needs a contract. */
  readonly extendedPaid: boolean | null;
  /** End of all updates, those with a contract included. */
  readonly paid: string | null;
  /** Last day of updates that need no contract. */
  readonly free: string;
  readonly source: string;
}

/** An operating system as it names itself, or as it is written. */
export interface OsName {
  readonly id: string;
  readonly versionId: string | null;
  readonly prettyName: string;
}

function cited(policy: string, id: string, sources: Readonly<Record<string, DataSource>>): string {
  const source = sources[id];
  return `${policy} (${source?.title ?? id}, ${source?.date ?? ''})`;
}

function termsOf(product: LifecycleProduct, version: string, {sources}: ReferenceData): Term[] {
  const wanted = version.split('.').slice(0, product.versionParts).join('.');
  const cycles = product.cycles.filter(({cycle}) => cycle === wanted);
  return cycles.map(({cycle, standard, extended, source}) => ({
    product: product.name.en,
    cycle,
    standard,
    extended: extended?.until ?? null,
    extendedPaid: extended?.paid ?? null,
    paid: extended?.paid === true ? extended.until : null,
    free: extended?.paid === false ? extended.until : standard,
    source: cited(product.policy, source, sources),
  }));
}

function matches(product: LifecycleProduct, os: OsName): boolean {
  return product.osId === os.id && (product.namePrefix === null || os.prettyName.startsWith(product.namePrefix));
}

/** Terms of an operating system that names itself; none where its release is not in the data. */
export function termsOfOs(os: OsName, data: ReferenceData): Term[] {
  const product = data.lifecycle.find((candidate) => matches(candidate, os));
  return product === undefined || os.versionId === null ? [] : termsOf(product, os.versionId, data);
}

/** Terms of releases of Windows, each once. */
export function termsOfWindows(candidates: readonly WindowsCandidate[], {sources}: ReferenceData): Term[] {
  return candidates.map(({family, version, labels, standard, extended, paid, source}) => ({
    product: family.name,
    cycle: labels[0] ?? version,
    standard,
    extended: extended ?? paid,
    extendedPaid: extended === null ? (paid === null ? null : true) : false,
    paid,
    free: extended ?? standard,
    source: cited('https://learn.microsoft.com/lifecycle/', source, sources),
  }));
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().split(/\s+/u).join(' ').trim();

/** `7.9` of `rhel 7.9`, where the text begins with the name and a version follows; null where it does not. */
function versionAfter(name: string, text: string): string | null {
  if (!text.startsWith(`${plain(name)} `)) return null;
  return (
    /^(?:server |release |version |v)?(?<version>\d{1,4}(?:\.\d{1,4}){0,3})/.exec(text.slice(name.length + 1))
      ?.groups?.['version'] ?? null
  );
}

/** Terms that an operating system may have by the name that a person wrote; several where that leaves it open. */
export function termsNamed(written: string, data: ReferenceData): Term[] {
  const text = plain(written.slice(0, 200));
  return data.lifecycle.flatMap((product) => {
    const names = [product.name.en, product.id, product.osId];
    const versions = new Set(names.flatMap((name) => versionAfter(name, text) ?? []));
    return [...versions].flatMap((version) => termsOf(product, version, data));
  });
}
