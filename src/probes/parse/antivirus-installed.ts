import {antivirusProducts, type AntivirusProduct} from './antivirus-products.ts';
import type {AntivirusEvidence} from './antivirus-state.ts';
import type {PackageList} from './package-list.ts';

function isNamed(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

const patterns = antivirusProducts.flatMap((product) => product.packages);
const literal = new Set(patterns);
const starred = patterns.filter((pattern) => pattern.endsWith('*'));

/** Packages that any product may have: few of all that are installed. */
export function candidates({installed, ...rest}: PackageList): PackageList {
  const may = (name: string): boolean => literal.has(name) || starred.some((pattern) => isNamed(name, pattern));
  return {...rest, installed: installed.filter(({name}) => may(name))};
}

/** Version of the package that brought a product; null when none is known. */
export function versionOf(product: AntivirusProduct, packages: PackageList | null): string | null {
  const own = packages?.installed.find(({name}) => product.packages.some((pattern) => isNamed(name, pattern)));
  return own?.version ?? null;
}

/** Whether a product runs: by its processes, or by its services where none are named or seen; null when it cannot be told. */
export function anyRuns({processes, units}: AntivirusProduct, evidence: AntivirusEvidence): boolean | null {
  const seen = processes.map(evidence.runs);
  const answers =
    seen.length > 0 && (seen.includes(true) || !seen.includes(null)) ? seen : units.map(evidence.unitRuns);
  if (answers.includes(true)) return true;
  return answers.length > 0 && !answers.includes(null) ? false : null;
}

function isPlaced(product: AntivirusProduct, {packages, told}: AntivirusEvidence): boolean {
  return versionOf(product, packages) !== null || product.paths.some((path) => told.includes(`path ${path}\n`));
}

/** Products by package or folder; by a process alone where that maker has nothing else here, since its products share process names. */
export function installedProducts(evidence: AntivirusEvidence): AntivirusProduct[] {
  const placed = antivirusProducts.filter((product) => isPlaced(product, evidence));
  const vendors = new Set(placed.map(({vendor}) => vendor));
  const others = antivirusProducts.filter(({vendor}) => !vendors.has(vendor));
  return [...placed, ...others.filter(({processes}) => processes.some((name) => evidence.runs(name) === true))];
}
