import {createHash} from 'node:crypto';
import {execFileSync} from 'node:child_process';
import {appendFileSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

export interface ArchivePackage {
  readonly name: string;
  readonly version: string;
}

export interface Suite {
  readonly name: string;
  readonly packages: readonly ArchivePackage[];
  /** Further lines of its Release file, such as `NotAutomatic: yes`. */
  readonly release?: readonly string[];
}

export function inRoot(root: string, ...command: string[]): string {
  return execFileSync('/usr/sbin/chroot', [root, ...command], {
    encoding: 'utf8',
    env: {LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin'},
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64_000_000,
  });
}

function writeSuite(root: string, architecture: string, {name, packages, release = []}: Suite): void {
  const folder = join(root, 'repo/dists', name);
  const index = `main/binary-${architecture}/Packages`;
  const text = packages.map((one) =>
    [
      `Package: ${one.name}\nVersion: ${one.version}\nArchitecture: ${architecture}\nMaintainer: Test <test@example.org>`,
      `Filename: pool/${one.name}.deb\nSize: 1\nSHA256: ${'0'.repeat(64)}\nDescription: made for a test\n`,
    ].join('\n'),
  );
  const body = `${text.join('\n')}\n`;
  mkdirSync(join(folder, `main/binary-${architecture}`), {recursive: true});
  writeFileSync(join(folder, index), body);
  const digest = createHash('sha256').update(body).digest('hex');
  const head = ['Origin: Test', 'Label: Test', `Suite: ${name}`, `Codename: ${name}`, 'Components: main', ...release];
  const rest = [`Architectures: ${architecture}`, 'SHA256:', ` ${digest} ${Buffer.byteLength(body)} ${index}`, ''];
  writeFileSync(join(folder, 'Release'), [...head, ...rest].join('\n'));
}

/** Gives a Debian root an archive of its own in place of all others, and fetches its lists as `apt-get update` does. */
export function fetchArchive(root: string, suites: readonly Suite[]): void {
  const architecture = inRoot(root, 'dpkg', '--print-architecture').trim();
  for (const suite of suites) writeSuite(root, architecture, suite);
  writeFileSync(join(root, 'etc/apt/sources.list'), '');
  for (const {name} of suites)
    appendFileSync(join(root, 'etc/apt/sources.list'), `deb [trusted=yes] copy:/repo ${name} main\n`);
  inRoot(root, 'apt-get', 'update', '-qq');
}
