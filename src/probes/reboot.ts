import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field} from '../model/probe.ts';
import {clockAsk} from './asks/clock.ts';
import {packagesAsk} from './asks/packages.ts';
import {readClock} from './parse/clock.ts';
import {flagOrNull, text, textOrNull, texts} from './parse/fields.ts';
import {compareReleases, installedKernels} from './parse/kernel-packages.ts';
import {readPackages, type PackageList} from './parse/package-list.ts';
import {reading} from './parse/reading.ts';

const causes = {
  'marker-file': {en: 'the host says so', ja: 'ホストが再起動を要求'},
  'newer-kernel': {en: 'a newer kernel is installed', ja: '新しいカーネルが導入済み'},
  'core-packages': {en: 'core packages were updated after the start', ja: '起動後に基本パッケージを更新'},
};

const Reboot = z.object({
  required: flagOrNull('Restart needed', '再起動の要否', {
    values: {true: {en: 'yes', ja: '必要'}, false: {en: 'no', ja: '不要'}},
  }),
  because: field(z.array(z.enum(['marker-file', 'newer-kernel', 'core-packages'])), 'Reasons', '理由', {
    values: causes,
  }),
  packages: texts('Packages that need it', '再起動を要するパッケージ'),
  runningKernel: text('Running kernel', '稼働中のカーネル'),
  newestKernel: textOrNull('Newest installed kernel', '導入済みの最新カーネル'),
});

const markers = ['/run/reboot-required', '/run/reboot-needed'] as const;
const packagesFile = '/run/reboot-required.pkgs';
const [releaseFile, versionFile] = ['/proc/sys/kernel/osrelease', '/proc/sys/kernel/version'];

/** The list of needs-restarting(1) -r: https://github.com/rpm-software-management/dnf-plugins-core (needs_restarting.py, NEED_REBOOT). */
const core =
  /^(?:kernel|kernel-core|kernel-rt|glibc|linux-firmware|systemd|dbus|dbus-broker|dbus-daemon|microcode_ctl)$/;

interface KernelState {
  readonly newest: string | null;
  /** True when the newest installed one runs; null when that cannot be told. */
  readonly current: boolean | null;
}

/** A kernel rebuilt under the same release shows its package version in its build text on Debian. */
function kernelState(list: PackageList, running: string, build: string): KernelState {
  const kernels = installedKernels(list, running).sort((a, b) => compareReleases(a.release, b.release));
  const newest = kernels.at(-1);
  if (newest === undefined) return {newest: null, current: null};
  if (newest.release !== running) {
    const installed = list.manager === 'apk' || kernels.some(({release}) => release === running);
    return {newest: newest.release, current: installed ? false : null};
  }
  const built = /\bDebian (?<version>\S{1,100}) \(/.exec(build)?.groups?.['version'];
  return {newest: newest.release, current: built === undefined || built === newest.version};
}

function updatedSince(list: PackageList, startedAt: number | null): string[] {
  if (startedAt === null) return [];
  const later = list.installed.filter(({installedAt}) => installedAt !== null && Date.parse(installedAt) > startedAt);
  return later.map(({name}) => name).filter((name) => core.test(name));
}

export const reboot = defineProbe({
  fact: 'reboot',
  title: {en: 'Restart needed', ja: '再起動の要否'},
  cost: 'cheap',
  schema: Reboot,
  ask: {linux: [packagesAsk, clockAsk, ...files(releaseFile, versionFile, ...markers, packagesFile)]},
  parse(answers) {
    const list = readPackages(answers.command(packagesAsk.id));
    const runningKernel = answers.file(releaseFile)?.text.trim() ?? '';
    const read = reading(answers);
    const {newest, current} = kernelState(list, runningKernel, read.file(versionFile)?.text ?? '');
    const {time, upSeconds} = readClock(read.command(clockAsk.id)?.text ?? '');
    const startedAt = time === null || upSeconds === null ? null : time.milliseconds - upSeconds * 1000;
    const updated = [...new Set(updatedSince(list, startedAt))].sort();
    const marked = markers.some((path) => read.file(path) !== null);
    const because = [
      ...(marked ? (['marker-file'] as const) : []),
      ...(current === false ? (['newer-kernel'] as const) : []),
      ...(updated.length > 0 ? (['core-packages'] as const) : []),
    ];
    const named = (read.file(packagesFile)?.text ?? '').split(/\s+/).filter((name) => name !== '');
    if (!list.complete || current === null || (list.manager === 'rpm' && startedAt === null)) read.doubt();
    return read.result({
      required: because.length > 0 ? true : read.sure(false),
      because,
      packages: [...new Set([...named, ...updated])].sort(),
      runningKernel,
      newestKernel: newest,
    });
  },
});
