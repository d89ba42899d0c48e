import {command} from '../../model/ask.ts';

/**
 * Mounts, swap, RAID, bonds, the stack of block devices and the use of local file systems.
 * `df` is told the local mounts by name, so that a dead network file system cannot hold it up. The last head is `end`.
 */
export const storage = command(
  'storage',
  'set --; echo "== mounts"; while read -r i p d r m o x; do echo "$i $p $d $r $m $o $x"; case " $x" in ' +
    '*" - ext"[234]" "*|*" - xfs "*|*" - btrfs "*|*" - vfat "*|*" - jfs "*|*" - f2fs "*|*" - reiserfs "*|*" - zfs "*) case $m in *\\\\*) ;; *) set -- "$@" "$m" ;; esac ;; esac; done </proc/self/mountinfo; ' +
    'echo "== swaps"; while read -r l; do echo "$l"; done </proc/swaps; ' +
    'echo "== mdstat"; [ ! -e /proc/mdstat ] || while read -r l; do echo "$l"; done </proc/mdstat; ' +
    'for b in /proc/net/bonding/*; do [ ! -e "$b" ] || { echo "== bond ${b##*/}"; while read -r l; do echo "$l"; done <"$b"; }; done; ' +
    'echo "== blocks"; for b in /sys/class/block/*; do case $b in */loop*|*/ram*) continue ;; esac; d=-; u=-; n=-; { read -r d <$b/dev; read -r u <$b/dm/uuid; read -r n <$b/dm/name; } 2>/dev/null; ' +
    's=; for x in $b/slaves/*; do [ ! -e "$x" ] || s="$s ${x##*/}"; done; p=; [ ! -e $b/partition ] || { p=$(cd -P $b/.. && echo "${PWD##*/}"); }; echo "${b##*/} $d ${u:--} ${n:--} ${p:--}$s"; done; ' +
    'echo "== df"; [ $# -eq 0 ] || df -P -k "$@"; echo "== end"',
  {seconds: 20},
);
