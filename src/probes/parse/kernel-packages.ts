import type {PackageList} from './package-list.ts';

/** An installed kernel: its release as `uname -r` would tell it, and its package's version. */
export interface InstalledKernel {
  readonly release: string;
  readonly version: string;
}

const debianImage = /^linux-image-(?:unsigned-)?(?<release>\d[\w.+~-]*?)(?:-unsigned)?$/;
const redHatNames = ['kernel', 'kernel-core', 'kernel-uek', 'kernel-uek-core'];
const alpineImage = /^linux-(?<flavour>lts|virt|stable|edge|rpi)$/;

/**
 * Kernels of the flavour that runs, by the naming of each distribution: Debian and Ubuntu have the release in the name,
 * Red Hat `version-release.arch`, SUSE the version without its rebuild count, Alpine `version-count-flavour`.
 */
export function installedKernels(list: PackageList, running: string): InstalledKernel[] {
  const kernels = list.installed.flatMap(({name, version, architecture}): InstalledKernel[] => {
    const release = debianImage.exec(name)?.groups?.['release'];
    if (list.manager === 'dpkg') return release === undefined || name.endsWith('-dbg') ? [] : [{release, version}];
    const plain = version.replace(/^\d{1,9}:/, '');
    if (redHatNames.includes(name)) return [{release: `${plain}.${architecture ?? ''}`, version}];
    const suse = /^kernel-(?<flavour>default|azure|rt|preempt)$/.exec(name)?.groups?.['flavour'];
    if (suse !== undefined) return [{release: `${plain.replace(/\.\d{1,9}$/, '')}-${suse}`, version}];
    const alpine = alpineImage.exec(name)?.groups?.['flavour'];
    return alpine === undefined ? [] : [{release: `${plain.replace(/-r(\d{1,9})$/, '-$1')}-${alpine}`, version}];
  });
  return kernels.filter((kernel) => flavour(kernel.release) === flavour(running));
}

/** `6.1.0-27-cloud-amd64` → `cloud-amd64`; empty for Red Hat. */
function flavour(release: string): string {
  return /^\d[\d.]*-\d[\w.]*?-(?<flavour>[a-z][\w-]*)$/.exec(release)?.groups?.['flavour'] ?? '';
}

function comparePart(a: string, b: string): number {
  const [left, right] = [/^\d/.test(a), /^\d/.test(b)];
  if (left && right) return Number(a) - Number(b);
  if (left !== right) return left ? 1 : -1;
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Orders releases part by part as rpm does: numbers by value, a number after a word, what goes on after what ends. */
export function compareReleases(a: string, b: string): number {
  const left = a.match(/\d+|[A-Za-z]+/g) ?? [];
  const right = b.match(/\d+|[A-Za-z]+/g) ?? [];
  for (const [at, part] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    const difference = comparePart(part, other);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
