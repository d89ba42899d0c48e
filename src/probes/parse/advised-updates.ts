import {compareVersions} from '../../versions/index.ts';
import type {Package} from './package-entries.ts';
import type {PendingUpdate} from './pending-update.ts';
import type {Reading} from './reading.ts';
import {firstOf} from './release-dates.ts';
import type {AdvisedPackage} from './rpm-advisories.ts';

/** A package, and what an advisory brings for it. */
interface Advised {
  readonly here: Package;
  readonly told: AdvisedPackage;
}

const newer = (a: string, b: string): boolean => compareVersions('rpm', a, b) > 0;

/** Newest installed version of each package: of kernels several are, and the newest is what an update goes beyond. */
function newestInstalled(list: readonly Package[]): ReadonlyMap<string, Package> {
  const newest = new Map<string, Package>();
  const keep = (key: string, one: Package): void => {
    const other = newest.get(key);
    if (other === undefined || newer(one.version, other.version)) newest.set(key, one);
  };
  for (const one of list) {
    keep(`${one.name}.${one.architecture ?? ''}`, one);
    // A package may come to depend on the architecture, or cease to.
    if (one.architecture === 'noarch') keep(`${one.name}.*`, one);
    keep(one.name, one);
  }
  return newest;
}

function counterpart(installed: ReadonlyMap<string, Package>, advised: AdvisedPackage): Package | undefined {
  const same = installed.get(`${advised.name}.${advised.architecture}`);
  return same ?? installed.get(advised.architecture === 'noarch' ? advised.name : `${advised.name}.*`);
}

/** Whether an advisory speaks of this package's module: `null` where the stream that is enabled is not told. */
function ofModule(advised: AdvisedPackage, installed: Package, streams: ReadonlyMap<string, string>): boolean | null {
  const [here, there] = [installed.version.includes('.module'), advised.version.includes('.module')];
  if (!here || !(there || advised.module !== null)) return here === (there || advised.module !== null);
  const [module = '', stream] = (advised.module ?? '').split(':');
  const enabled = streams.get(module);
  return enabled === undefined || stream === undefined ? null : enabled === stream;
}

/**
 * What the advisories of one repository bring beyond what is installed. One that keeps no advisory up to what is installed may
 * have dropped those in between: of these it does not tell since when there were any.
 */
function advisedIn(
  packages: readonly AdvisedPackage[],
  installed: ReadonlyMap<string, Package>,
  streams: ReadonlyMap<string, string>,
  read: Reading,
): readonly Advised[] {
  const known = new Set<Package>();
  const beyond: Advised[] = [];
  for (const told of packages) {
    const here = counterpart(installed, told);
    const same = here === undefined ? false : ofModule(told, here, streams);
    if (here === undefined || same === false) continue;
    if (newer(told.version, here.version)) {
      if (same === null) read.doubt();
      else beyond.push({here, told});
    } else if (same === true) known.add(here);
  }
  return beyond.map(({here, told}) =>
    known.has(here) ? {here, told} : {here, told: {...told, dates: {...told.dates, releasedFrom: null}}},
  );
}

/** The updates of one package as one. */
function joined(all: readonly Advised[]): PendingUpdate {
  const {here, told} = all.reduce((best, one) => (newer(one.told.version, best.told.version) ? one : best));
  const security = all.filter((one) => one.told.security);
  return {
    name: here.name,
    installed: here.version,
    available: told.version.replace(/^0:/, ''),
    security: security.length > 0,
    ...firstOf((security.length > 0 ? security : all).map((one) => one.told.dates)),
  };
}

/** Updates of what is installed, out of the advisories of each repository; in doubt where the stream of a module is not told. */
export function advisedUpdates(
  repositories: readonly (readonly AdvisedPackage[])[],
  list: readonly Package[],
  streams: ReadonlyMap<string, string>,
  read: Reading,
): PendingUpdate[] {
  const installed = newestInstalled(list);
  const all = repositories.flatMap((packages) => advisedIn(packages, installed, streams, read));
  const groups = new Map<string, Advised[]>();
  for (const one of all) {
    const group = groups.get(one.here.name);
    if (group === undefined) groups.set(one.here.name, [one]);
    else group.push(one);
  }
  const found = [...groups.values()].map(joined);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}
