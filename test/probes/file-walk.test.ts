import {execFileSync} from 'node:child_process';
import {chmodSync, chownSync, lchownSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {fileWalkAsk} from '../../src/probes/asks/file-walk.ts';
import {statLine, type StatLine} from '../../src/probes/parse/stat-lines.ts';
import {debianRoot} from '../support/debian-root.ts';
import {temporaryFolder} from '../support/sshd.ts';

const folder = temporaryFolder();
test.after.always(() => folder.remove());

/** Mode, user, group and name of everything that the ask prints, inside of a root. */
function walked(root: string): string[] {
  const script = 'mount -t proc proc "$1/proc" && exec chroot "$1" /bin/sh -c "$2"';
  const text = execFileSync('/usr/bin/unshare', ['-m', '/bin/sh', '-c', script, 'sh', root, fileWalkAsk.run], {
    encoding: 'utf8',
    env: {LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin'},
    maxBuffer: 64_000_000,
  });
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.shift() !== 'gnu' || lines.pop() !== '. 0') throw new Error(text.slice(0, 200));
  return lines.map((line) => told(statLine(line), line)).sort();
}

const told = (entry: StatLine | null, line: string): string =>
  entry === null
    ? `not understood: ${line}`
    : `${parseInt(entry.mode, 8).toString(8)} ${entry.uid} ${entry.gid} ${entry.path}`;

const numbers = (root: string, file: string): ReadonlySet<number> => {
  const text = execFileSync('/usr/bin/cut', ['-d:', '-f3', join(root, file)], {encoding: 'utf8'});
  return new Set(text.trim().split('\n').map(Number));
};

/** The same by looking at every file, one at a time. */
function looked(root: string): string[] {
  const [users, groups] = [numbers(root, 'etc/passwd'), numbers(root, 'etc/group')];
  const found: string[] = [];
  const visit = (path: string): void => {
    if (['/proc', '/var/lib/docker', '/var/lib/containers', '/var/lib/containerd'].includes(path)) return;
    const stat = lstatSync(join(root, path));
    const [isFile, isFolder, bits] = [stat.isFile(), stat.isDirectory(), stat.mode & 0o7777];
    const setId = isFile && (bits & 0o6000) !== 0;
    const open = (bits & 0o002) !== 0 && (isFile || (isFolder && (bits & 0o1000) === 0));
    const ownerless = !users.has(stat.uid) || !groups.has(stat.gid);
    if (setId || open || ownerless || path === '')
      found.push(`${bits.toString(8)} ${stat.uid} ${stat.gid} ${path === '' ? '/' : path}`);
    if (isFolder) for (const name of readdirSync(join(root, path))) visit(`${path}/${name}`);
  };
  visit('');
  return found.sort();
}

/** Every mix of owner, group, kind and bits. */
function fill(root: string): void {
  for (const uid of [0, 1, 4242]) {
    for (const gid of [0, 2, 4343]) {
      const below = join(root, `srv/${uid}-${gid}`);
      mkdirSync(below, {recursive: true});
      for (const bits of [0o644, 0o666, 0o1666, 0o4755, 0o2755, 0o6755, 0o2644, 0o1644, 0o4000, 0o2002]) {
        const [file, inner] = [join(below, `file-${bits.toString(8)}`), join(below, `folder-${bits.toString(8)}`)];
        writeFileSync(file, '');
        mkdirSync(inner);
        for (const path of [file, inner]) {
          chownSync(path, uid, gid);
          chmodSync(path, bits);
        }
      }
      symlinkSync('/etc/passwd', join(below, 'link'));
      execFileSync('/usr/bin/mkfifo', ['-m', '666', join(below, 'fifo')]);
      for (const name of ['link', 'fifo']) lchownSync(join(below, name), uid, gid);
    }
  }
  for (const image of ['docker', 'containers']) {
    mkdirSync(join(root, 'var/lib', image, 'layer'), {recursive: true});
    writeFileSync(join(root, 'var/lib', image, 'layer/su'), '');
    chmodSync(join(root, 'var/lib', image, 'layer/su'), 0o4755);
  }
}

test('the walk finds what one finds by looking at every file, and nothing else', async (t) => {
  const root = await debianRoot('bookworm', folder.path);
  fill(root);
  const found = walked(root);
  t.deepEqual(found, looked(root));
  t.true(found.length > 100);
});
