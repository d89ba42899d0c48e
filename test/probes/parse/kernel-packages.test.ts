import test from 'ava';
import {compareReleases, installedKernels} from '../../../src/probes/parse/kernel-packages.ts';
import type {Manager} from '../../../src/probes/parse/package-entries.ts';
import type {PackageList} from '../../../src/probes/parse/package-list.ts';

function list(manager: Manager, ...packages: readonly (readonly [name: string, version: string])[]): PackageList {
  const installed = packages.map(([name, version]) => ({
    ...{name, version, architecture: 'x86_64', source: null},
    ...{sourceVersion: null, installedAt: null},
  }));
  return {manager, installed, broken: [], held: [], stamps: new Map(), complete: true};
}

const cases = [
  {
    title: 'Ubuntu: only kernels of the flavour that runs',
    list: list(
      'dpkg',
      ['linux-image-6.8.0-49-generic', '6.8.0-49.49'],
      ['linux-image-6.8.0-50-lowlatency', '6.8.0-50.51'],
      ['linux-image-generic', '6.8.0-50.51'],
    ),
    running: '6.8.0-48-generic',
    releases: ['6.8.0-49-generic'],
  },
  {
    title: 'Debian: cloud kernels are a flavour of their own, debug symbols are no kernel',
    list: list(
      'dpkg',
      ['linux-image-6.1.0-32-amd64', '6.1.129-1'],
      ['linux-image-6.1.0-32-cloud-amd64', '6.1.129-1'],
      ['linux-image-6.1.0-32-cloud-amd64-dbg', '6.1.129-1'],
    ),
    running: '6.1.0-31-cloud-amd64',
    releases: ['6.1.0-32-cloud-amd64'],
  },
  {
    title: 'SUSE: the package counts rebuilds, the release does not',
    list: list('rpm', ['kernel-default', '5.14.21-150500.55.88.1'], ['kernel-firmware', '20230724-1.1']),
    running: '5.14.21-150500.55.83-default',
    releases: ['5.14.21-150500.55.88-default'],
  },
  {
    title: 'Alpine: the revision stands before the flavour',
    list: list('apk', ['linux-lts', '6.6.58-r0'], ['linux-firmware-none', '20240909-r0']),
    running: '6.6.56-0-lts',
    releases: ['6.6.58-0-lts'],
  },
] as const;

for (const {title, list: packages, running, releases} of cases) {
  test(title, (t) => {
    t.deepEqual(
      installedKernels(packages, running).map(({release}) => release),
      [...releases],
    );
  });
}

test('releases are ordered by their numbers', (t) => {
  const ordered = ['5.14.0-70.el9', '5.14.0-503.el9', '5.14.0-503.11.1.el9', '6.1.0-9-amd64', '6.1.0-10-amd64'];
  t.deepEqual(ordered.toSorted(compareReleases), ordered);
  t.is(compareReleases('6.1.0-9', '6.1.0-9'), 0);
});
