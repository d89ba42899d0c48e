import type {Manager} from './package-entries.ts';

/** Where packages come from, as one line of a configuration says. */
export interface PackageSource {
  readonly file: string;
  /** Without a user name and password. */
  readonly uri: string;
  /** Suite of apt, or name of the repository. */
  readonly suite: string;
  readonly enabled: boolean;
  /** False when packages or indexes are taken without a checked signature. */
  readonly signed: boolean;
  /** True for https by which the server is known, and for what does not cross a network. */
  readonly encrypted: boolean;
}

const local = /^(?:file|cdrom|copy|dir|hd|iso|media|dvd|cd|store|blob):|^\//i;
const protectedScheme = /^(?:https|ssh|sftp|rsh\+ssh|tor\+https|mirror\+https|mirrors\+https):/i;

export function sourceOf(source: Omit<PackageSource, 'encrypted'>): PackageSource {
  const uri = source.uri.replace(/^(?<scheme>[a-z+]{1,20}:\/\/)[^/@]{1,500}@/i, '$<scheme>');
  return {...source, uri, encrypted: local.test(uri) || protectedScheme.test(uri)};
}

const securitySuite = /(?:^|[-/])security(?:$|\/)|^[\w-]{1,40}-security$/;

/** A disc or its image holds what there was on the day it was made. */
const disc = /^(?:cdrom|iso|media|dvd|cd|hd):|^\/media\//i;
/** What SUSE Linux Enterprise 12 and 15 and Leap 15 had on the day of their release. */
const suseRelease = /1[25](?:-SP\d)?[\w:.-]{0,60}Pool|\/distribution\/leap\/15\./i;

/**
 * Where updates are published: a suite of their own on Debian and Ubuntu, repositories of their own beside those of the
 * release of SUSE, the common repositories elsewhere. What apk takes by a tag alone brings no updates to the rest.
 */
export function bringsSecurity(manager: Manager, sources: readonly PackageSource[]): boolean {
  const enabled = sources.filter(({enabled, uri}) => enabled && !disc.test(uri));
  if (manager === 'dpkg') return enabled.some(({suite}) => securitySuite.test(suite));
  if (manager === 'apk') return enabled.some(({suite}) => suite === '');
  const release = enabled.filter(({suite, uri}) => suseRelease.test(suite) || suseRelease.test(uri));
  const rest = release.length === 0 ? enabled : enabled.filter((one) => isUpdate(one));
  return rest.length > 0;
}

/** A source of its own for updates. */
export function isUpdate({suite, uri}: PackageSource): boolean {
  return /update/i.test(suite) || /\/updates?(?:\/|$)/i.test(uri);
}
