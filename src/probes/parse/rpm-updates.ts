import {files, type Ask} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {rpmUpdatesAsk} from '../asks/rpm-updates.ts';
import {advisedUpdates} from './advised-updates.ts';
import {assignments, lastValue} from './config-text.ts';
import type {PackageList} from './package-list.ts';
import type {PendingUpdate} from './pending-update.ts';
import type {Reading} from './reading.ts';
import {readAdvisories} from './rpm-advisories.ts';
import {cachesInUse, repositoryFiles} from './rpm-caches.ts';

const moduleFiles = '/etc/dnf/modules.d/*.module';

export const rpmUpdateAsks: readonly Ask[] = [rpmUpdatesAsk, ...files(moduleFiles, ...repositoryFiles)];

const comparable = /^(?:\d{1,9}:)?[\w.+~^]{1,100}-[\w.+~^]{1,100}$/;

/** Streams of modules that are enabled, by the name of the module. dnf(8), modularity */
function enabledStreams(read: Reading): ReadonlyMap<string, string> {
  const found = read.files(moduleFiles).flatMap(({text}): [string, string][] => {
    const values = assignments(text);
    const [state, stream] = [lastValue(values, 'state'), lastValue(values, 'stream')];
    return state === 'enabled' && stream !== null ? [[values[0]?.section ?? '', stream]] : [];
  });
  return new Map(found);
}

/**
 * Updates of which the advisories of enabled repositories speak, and when the oldest of these was fetched. An update without an
 * advisory is not seen, nor a package that takes the place of another. @throws Gap
 */
export function rpmUpdates(answers: Answers, list: PackageList, read: Reading): {pending: PendingUpdate[]; at: string} {
  const {caches, complete} = readAdvisories(answers.command(rpmUpdatesAsk.id), answers.receivedAt(rpmUpdatesAsk.id));
  const used = cachesInUse(caches, read);
  if (!complete || !list.complete) read.doubt();
  const times = used.map(({path}) => list.stamps.get(path)).filter((time) => time !== undefined);
  const [at] = [...times].sort();
  if (at === undefined) throw new Gap('not-collected', 'no advisories in the caches of enabled repositories');
  if (times.length < used.length) read.doubt();
  const compared = list.installed.filter(({version}) => comparable.test(version));
  if (compared.length < list.installed.length) read.doubt();
  const repositories = used.map(({packages}) => packages);
  return {pending: advisedUpdates(repositories, compared, enabledStreams(read), read), at};
}
