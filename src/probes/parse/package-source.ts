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

/** Where updates are published: a suite of their own on Debian and Ubuntu, the common repositories elsewhere. */
export function bringsSecurity(manager: Manager, sources: readonly PackageSource[]): boolean {
  const enabled = sources.filter((source) => source.enabled);
  return manager === 'dpkg' ? enabled.some(({suite}) => securitySuite.test(suite)) : enabled.length > 0;
}
