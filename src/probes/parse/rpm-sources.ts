import type {FileText} from '../../model/probe.ts';
import {assignments, lastValue, switched, type Assignment} from './config-text.ts';
import {sourceOf, type PackageSource} from './package-source.ts';

/** What the main configuration says for repositories that do not say it themselves. */
export interface RpmDefaults {
  readonly signed: boolean;
  /** Whether the certificate of a server must be good. */
  readonly verified: boolean;
}

/** dnf.conf(5) and yum.conf(5): `gpgcheck` is off unless it is set. zypp.conf(5): on unless it is set. The last file wins. */
export function rpmDefaults(files: readonly (FileText | null)[], unset: boolean): RpmDefaults {
  const values = files.flatMap((file) => assignments(file?.text ?? ''));
  return {
    signed: switched(lastValue(values, 'gpgcheck')) ?? unset,
    verified: switched(lastValue(values, 'sslverify')) ?? true,
  };
}

/** The first address of a `baseurl` that may go on over further lines. */
function address(values: readonly Assignment[]): string | null {
  for (const key of ['metalink', 'mirrorlist', 'baseurl']) {
    const at = values.findIndex((one) => one.key.toLowerCase() === key);
    const uri = values[at]?.value === '' ? values[at + 1]?.key : values[at]?.value.split(/[\s,]/)[0];
    if (uri !== undefined && uri !== '') return uri;
  }
  return null;
}

function repository(file: string, values: readonly Assignment[], defaults: RpmDefaults): PackageSource | null {
  const uri = address(values);
  if (uri === null) return null;
  const verified = switched(lastValue(values, 'sslverify')) ?? defaults.verified;
  const gpgcheck = switched(lastValue(values, 'pkg_gpgcheck') ?? lastValue(values, 'gpgcheck'));
  const source = sourceOf({
    file,
    uri,
    suite: values[0]?.section ?? '',
    enabled: switched(lastValue(values, 'enabled')) ?? true,
    signed: gpgcheck ?? defaults.signed,
  });
  // Whoever is between may answer where no certificate is asked for.
  return /^https:/i.test(uri) && (!verified || /[?&]ssl_verify=(?:no|off|false|0)\b/i.test(uri))
    ? {...source, encrypted: false}
    : source;
}

/** Sections of a `.repo` file of yum, dnf or zypper; `complete` is false when one has no address. */
export function readRepositories(
  file: FileText,
  defaults: RpmDefaults,
): {sources: readonly PackageSource[]; complete: boolean} {
  const sections = new Map<string, Assignment[]>();
  for (const one of assignments(file.text)) {
    if (one.section === 'main' || one.section === '') continue;
    const known = sections.get(one.section);
    if (known === undefined) sections.set(one.section, [one]);
    else known.push(one);
  }
  const read = [...sections.values()].map((values) => repository(file.path, values, defaults));
  return {sources: read.filter((source) => source !== null), complete: !read.includes(null)};
}
