import {files, type Ask} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {compareVersions} from '../../versions/index.ts';
import {rpmUpdatesAsk} from '../asks/rpm-updates.ts';
import {assignments, lastValue} from './config-text.ts';
import type {Package} from './package-entries.ts';
import type {PackageList} from './package-list.ts';
import type {Reading} from './reading.ts';
import {readAdvisories, type AdvisedPackage} from './rpm-advisories.ts';
import {cachesInUse, repositoryFiles} from './rpm-caches.ts';

const moduleFiles = '/etc/dnf/modules.d/*.module';

export const rpmUpdateAsks: readonly Ask[] = [rpmUpdatesAsk, ...files(moduleFiles, ...repositoryFiles)];

export interface PendingUpdate {
  readonly name: string;
  readonly installed: string;
  readonly available: string;
  readonly security: boolean;
}

const comparable = /^(?:\d{1,9}:)?[\w.+~^]{1,100}-[\w.+~^]{1,100}$/;
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

/** Streams of modules that are enabled, by the name of the module. dnf(8), modularity */
function enabledStreams(read: Reading): ReadonlyMap<string, string> {
  const found = read.files(moduleFiles).flatMap(({text}): [string, string][] => {
    const values = assignments(text);
    const [state, stream] = [lastValue(values, 'state'), lastValue(values, 'stream')];
    return state === 'enabled' && stream !== null ? [[values[0]?.section ?? '', stream]] : [];
  });
  return new Map(found);
}

function joined(found: readonly PendingUpdate[]): PendingUpdate[] {
  const byName = new Map<string, PendingUpdate>();
  for (const one of found) {
    const other = byName.get(one.name);
    const newest = other === undefined || newer(one.available, other.available) ? one : other;
    byName.set(one.name, {...newest, security: one.security || other?.security === true});
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Updates of which the advisories of enabled repositories speak, and when the oldest of these was fetched. An update without an
 * advisory is not seen, nor a package that takes the place of another. @throws Gap
 */
export function rpmUpdates(answers: Answers, list: PackageList, read: Reading): {pending: PendingUpdate[]; at: string} {
  const {caches, complete} = readAdvisories(answers.command(rpmUpdatesAsk.id));
  const used = cachesInUse(caches, read);
  if (!complete || !list.complete) read.doubt();
  const times = used.map(({path}) => list.stamps.get(path)).filter((time) => time !== undefined);
  const [at] = [...times].sort();
  if (at === undefined) throw new Gap('not-collected', 'no advisories in the caches of enabled repositories');
  if (times.length < used.length) read.doubt();
  const compared = list.installed.filter(({version}) => comparable.test(version));
  if (compared.length < list.installed.length) read.doubt();
  const [installed, streams] = [newestInstalled(compared), enabledStreams(read)];
  const found = used
    .flatMap(({packages}) => packages)
    .flatMap((advised): PendingUpdate[] => {
      const here = counterpart(installed, advised);
      if (here === undefined || !newer(advised.version, here.version)) return [];
      const same = ofModule(advised, here, streams);
      if (same === null) read.doubt();
      const available = advised.version.replace(/^0:/, '');
      return same === true ? [{name: here.name, installed: here.version, available, security: advised.security}] : [];
    });
  return {pending: joined(found), at};
}
