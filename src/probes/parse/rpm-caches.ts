import {assignments} from './config-text.ts';
import type {Reading} from './reading.ts';
import type {AdvisoryCache} from './rpm-advisories.ts';
import {holdBase} from './rpm-base.ts';
import {readRepositories} from './rpm-sources.ts';

const definitions = ['/etc/yum.repos.d/*.repo', '/etc/zypp/repos.d/*.repo'];
/** What dnf lays over the definitions. dnf5(8), configuration of repositories */
const overrides = ['/etc/dnf/repos.override.d/*.repo', '/usr/share/dnf5/repos.override.d/*.repo'];

export const repositoryFiles: readonly string[] = [...definitions, ...overrides];

/** Repositories that never change after the release they belong to: their updates come from others. */
const frozen = /^fedora(?:-modular)?$|[-_:]Pool$/;

/** Names of repositories that are enabled; in doubt where that is changed elsewhere. */
function enabledRepositories(read: Reading): readonly string[] {
  const repositories = read.files(...definitions).map((file) => readRepositories(file, {signed: true, verified: true}));
  const changes = read.files(...overrides).flatMap(({text}) => assignments(text));
  const changed = changes.some(({key}) => key.toLowerCase() === 'enabled');
  if (changed || repositories.some(({complete}) => !complete)) read.doubt();
  return repositories.flatMap(({sources}) => sources.filter((one) => one.enabled).map(({suite}) => suite));
}

/**
 * Caches of repositories that are enabled; in doubt where one of these has none, or one that could not be read, and where the
 * distribution's own are not among them.
 */
export function cachesInUse(caches: readonly AdvisoryCache[], read: Reading): readonly AdvisoryCache[] {
  const enabled = enabledRepositories(read);
  const used = caches.filter(({repository}) => enabled.includes(repository));
  const lacking = (id: string): boolean =>
    !used.some(
      ({repository, state}) => repository === id && (state === 'read' || (state === 'none' && frozen.test(id))),
    );
  const known = used.filter(({state}) => state === 'read').map(({repository}) => repository);
  const unread = used.some(({state}) => state === 'unread');
  if (unread || enabled.some(lacking) || !holdBase(known)) read.doubt();
  return used.filter(({state}) => state !== 'none');
}
