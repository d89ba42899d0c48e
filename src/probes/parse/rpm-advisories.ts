import {Gap} from '../../model/fact.ts';
import type {CommandText} from '../../model/probe.ts';
import {advisoryDates, unknownDates, type ReleaseDates} from './release-dates.ts';

/** A package that an advisory brings. */
export interface AdvisedPackage {
  readonly name: string;
  /** `epoch:version-release` */
  readonly version: string;
  readonly architecture: string;
  /** `name:stream` of the module that it belongs to; null outside of modules. */
  readonly module: string | null;
  readonly security: boolean;
  /** When its advisory was issued and last updated. */
  readonly dates: ReleaseDates;
}

/** What the cache of one repository holds. */
export interface AdvisoryCache {
  readonly repository: string;
  readonly path: string;
  /** `none`: the repository has no advisories; `unread`: they could not be read to their end. */
  readonly state: 'read' | 'none' | 'unread';
  readonly packages: readonly AdvisedPackage[];
}

const folders =
  /^\/var\/cache\/(?:(?:dnf|libdnf5)\/(?<dnf>[^/]{1,200})-[0-9a-f]{16}\/repodata|yum\/[^/]+\/[^/]+\/(?<yum>[^/]{1,200})|zypp\/raw\/(?<zypp>[^/]{1,200})\/repodata)\/repomd\.xml$/;
const evr = /^\d{1,9}:[\w.+~^]{1,100}-[\w.+~^]{1,100}$/;

function repositoryOf(path: string): string {
  const groups = folders.exec(path)?.groups;
  return groups?.['dnf'] ?? groups?.['yum'] ?? groups?.['zypp'] ?? path;
}

type Advisory = Pick<AdvisedPackage, 'security' | 'dates'>;

function advisoryOf(line: string, asOf: string): Advisory {
  const [, , type, , issued = '', updated = ''] = line.split('\t');
  return {security: type === 'security', dates: advisoryDates(issued, updated, asOf)};
}

function packageOf(line: string, advisory: Advisory): AdvisedPackage | null {
  const [, name = '', version = '', architecture = '', module = '', ...rest] = line.split('\t');
  if (!/^[\w.+~()@-]{1,200}$/.test(name) || !evr.test(version) || !/^\w{1,20}$/.test(architecture)) return null;
  return rest.length > 0 ? null : {name, version, architecture, module: module === '' ? null : module, ...advisory};
}

function cacheOf(lines: readonly string[], asOf: string): AdvisoryCache {
  const path = (lines[0] ?? '').slice(2);
  const end = lines.at(-1);
  let whole = true;
  let advisory: Advisory = {security: false, dates: unknownDates};
  const packages: AdvisedPackage[] = [];
  for (const line of lines.slice(1)) {
    if (line.startsWith('a\t')) advisory = advisoryOf(line, asOf);
    else if (line.startsWith('p\t')) {
      const found = packageOf(line, advisory);
      if (found === null) whole = false;
      else packages.push(found);
    }
  }
  const state = lines.length === 2 && end === 'n' ? 'none' : end === 'e' && whole ? 'read' : 'unread';
  return {repository: repositoryOf(path), path, state, packages};
}

/** Answer of the ask `rpm-updates`, received at `asOf`. @throws Gap when nothing was fetched, or rpm is not there. */
export function readAdvisories(
  answer: CommandText,
  asOf: string,
): {caches: readonly AdvisoryCache[]; complete: boolean} {
  const lines = answer.text.split('\n');
  if (lines[0] === 'none') throw new Gap('unsupported', 'no rpm');
  const ended = lines.at(-1) === '.' && !answer.cut;
  // A line that was cut off in its middle can look like a shorter version.
  const body = lines.slice(0, -1);
  const starts = body.flatMap((line, at) => (line.startsWith('r ') ? [at] : []));
  const caches = starts.map((at, index) => cacheOf(body.slice(at, starts[index + 1]), asOf));
  if (caches.length === 0) throw new Gap('not-collected', 'no package lists in the caches of dnf, yum and zypper');
  return {caches, complete: ended && starts[0] === 0};
}
