import {command} from '../../model/ask.ts';

const local = 'ext2|ext3|ext4|xfs|btrfs|f2fs|jfs|reiserfs|zfs';
const images = ['/var/lib/docker', '/var/lib/containers', '/var/lib/containerd'];
const skip = `\\( ${images.map((path) => `-path ${path}`).join(' -o ')} \\) -prune`;
const wanted =
  '-type f \\( -perm -4000 -o -perm -2000 \\) -o -perm -0002 \\( -type f -o -type d ! -perm -1000 \\) -o -path /';

/**
 * What is neither a folder nor anything of interest, told apart first, since a disk has little else: of the first account and
 * the first group of this host, root's as a rule, and none of the bits sought.
 */
const plain = '\\( ! -type d ${u%% -o*} ${g%% -o*} \\( -type l -o ! -perm /6002 \\) \\)';

/**
 * One walk over the local file systems for everything with set-id bits, everything that all may write, and (with GNU
 * find) everything whose owner or group is not of this host: a directory of accounts is not asked; container images are left out. First line `gnu` or `plain`, then lines as
 * of `ls`, then `.` and the exit status of find. Before them `? ` and each mount point whose name the kernel escapes: it is
 * left out. A newline within a name reads `?` with GNU find; other ones can tell two files apart from one no more.
 * The root folder is always among them: without it the walk did not take place.
 */
export const fileWalkAsk = command(
  'file-walk',
  `set -- /; while read -r d m t o; do case $t in ${local}) case $m in /) ;; *\\\\*) echo "? $m";; *) set -- "$@" "$m";; esac;; esac; done </proc/mounts; ` +
    `i=; command -v nice >/dev/null && i='nice -n 19'; command -v ionice >/dev/null && i="$i ionice -c 3"; ` +
    `u=; while IFS=: read -r n p k r; do case $k in ''|*[!0-9]*) ;; *) u="$u\${u:+ -o} -uid $k";; esac; done </etc/passwd; ` +
    `g=; while IFS=: read -r n p k r; do case $k in ''|*[!0-9]*) ;; *) g="$g\${g:+ -o} -gid $k";; esac; done </etc/group; ` +
    `if [ "$u" ] && [ "$g" ] && find / -maxdepth 0 -printf '' 2>/dev/null; then echo gnu; { $i find "$@" -ignore_readdir_race -xdev ${plain} -o ${skip} -o ` +
    `\\( ${wanted} -o ! \\( $u \\) -o ! \\( $g \\) \\) -printf '%M %m %U %G %p\\0' 2>/dev/null; printf '. %s\\0' $?; } | tr '\\n\\0' '?\\n'; ` +
    `else echo plain; $i find "$@" -xdev ${skip} -o \\( ${wanted} \\) -exec stat -c '%A %a %u %g %n' {} + 2>/dev/null; ` +
    `echo ". $?"; fi`,
  {privilege: 'prefer-root', cost: 'disk', seconds: 120, limit: 524_288},
);
