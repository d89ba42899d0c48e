import {fromEpoch} from './epoch.ts';

export type Manager = 'dpkg' | 'rpm' | 'apk' | 'none';

export interface Package {
  readonly name: string;
  readonly version: string;
  readonly architecture: string | null;
  /** Source package and its version; null where it is not told. */
  readonly source: string | null;
  readonly sourceVersion: string | null;
  /** When this version was put there; null where the manager does not keep it. */
  readonly installedAt: string | null;
}

/** A package as its manager keeps it. */
export interface Entry {
  readonly package: Package;
  readonly state: 'installed' | 'broken' | 'removed';
  readonly held: boolean;
}

const name = /^[\w.+:~()@-]{1,200}$/;

function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' || text === '(none)' ? null : text;
}

/** dpkg-query(1): wanted state, state, error flag; then name, version, architecture, source, its version. */
function dpkgEntry(line: string): Entry | null {
  const [status = '', packageName = '', version = '', architecture, source, sourceVersion] = line.split('\t');
  if (!/^[uihrp][ncHUFWti][ R]?$/.test(status) || !name.test(packageName)) return null;
  const state = status[1] === 'i' ? 'installed' : /[ncp]/.test(status[1] ?? '') ? 'removed' : 'broken';
  return {
    package: {
      name: packageName,
      version,
      architecture: orNull(architecture),
      source: orNull(source),
      sourceVersion: orNull(sourceVersion),
      installedAt: null,
    },
    state: status[2] === 'R' ? 'broken' : state,
    held: status.startsWith('h'),
  };
}

/** `openssl-3.0.7-27.el9.src.rpm` → `openssl` and `3.0.7-27.el9`. */
function sourceRpm(file: string | undefined): {source: string | null; sourceVersion: string | null} {
  const groups = /^(?<source>.{1,200})-(?<version>[^-]{1,100}-[^-]{1,100})\.(?:no)?src\.rpm$/.exec(file ?? '')?.groups;
  return {source: orNull(groups?.['source']), sourceVersion: orNull(groups?.['version'])};
}

function rpmEntry(line: string): Entry | null {
  const [packageName = '', version = '', architecture, source, installed = ''] = line.split('\t');
  if (!name.test(packageName) || !/^\d{1,9}:/.test(version)) return null;
  return {
    package: {
      name: packageName,
      version: version.replace(/^0:/, ''),
      architecture: orNull(architecture),
      ...sourceRpm(source),
      installedAt: fromEpoch(installed),
    },
    // The keys that signed packages are listed as if they were packages themselves.
    state: packageName === 'gpg-pubkey' ? 'removed' : 'installed',
    held: false,
  };
}

/** A paragraph of apk's database: P name, V version, A architecture, o origin. */
function apkEntry(paragraph: string): Entry | null {
  const field = (key: string): string | undefined =>
    paragraph
      .split('\n', 20)
      .find((line) => line.startsWith(`${key}:`))
      ?.slice(2);
  const packageName = field('P') ?? '';
  const version = field('V') ?? '';
  if (!name.test(packageName) || version === '') return null;
  const [architecture, source] = [orNull(field('A')), orNull(field('o'))];
  return {
    package: {name: packageName, version, architecture, source, sourceVersion: null, installedAt: null},
    state: 'installed',
    held: false,
  };
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** Every entry of the manager's own listing; null for one that was not understood. */
export function packageEntries(manager: Manager, text: string): (Entry | null)[] {
  switch (manager) {
    case 'dpkg':
      return lines(text).map(dpkgEntry);
    case 'rpm':
      return lines(text).map(rpmEntry);
    case 'apk':
      return text
        .split(/\n{2,}/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map(apkEntry);
    case 'none':
      return [];
    default:
      return manager satisfies never;
  }
}
