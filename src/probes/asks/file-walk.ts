import {command} from '../../model/ask.ts';

const local = 'ext2|ext3|ext4|xfs|btrfs|f2fs|jfs|reiserfs|zfs';
const images = ['/var/lib/docker', '/var/lib/containers', '/var/lib/containerd'];
const skip = `\\( ${images.map((path) => `-path ${path}`).join(' -o ')} \\) -prune`;
const wanted =
  '-type f \\( -perm -4000 -o -perm -2000 \\) -o -perm -0002 \\( -type f -o -type d ! -perm -1000 \\) -o -path /';

/**
 * One walk over the local file systems for everything with set-id bits, everything that all may write, and (with GNU
 * find) everything without an owner; container images are left out. First line `gnu` or `plain`, then lines as
 * of `ls`, then `.` at the end of the walk.
 * The root folder is always among them: without it the walk did not take place.
 */
export const fileWalkAsk = command(
  'file-walk',
  `set -- /; while read -r d m t o; do case $t in ${local}) [ "$m" = / ] || set -- "$@" "$m";; esac; done </proc/mounts; ` +
    `i=; command -v nice >/dev/null && i='nice -n 19'; command -v ionice >/dev/null && i="$i ionice -c 3"; ` +
    `if find / -maxdepth 0 -printf '' 2>/dev/null; then echo gnu; $i find "$@" -xdev ${skip} -o ` +
    `\\( ${wanted} -o -nouser -o -nogroup \\) -printf '%M %m %U %G %u %g %p\\n' 2>/dev/null; ` +
    `else echo plain; $i find "$@" -xdev ${skip} -o \\( ${wanted} \\) -exec stat -c '%A %a %u %g %U %G %n' {} + 2>/dev/null; ` +
    `fi; echo .`,
  {privilege: 'prefer-root', cost: 'disk', seconds: 120, limit: 524_288},
);
