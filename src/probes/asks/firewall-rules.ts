import {command} from '../../model/ask.ts';
import {searchPath} from './search-path.ts';

/**
 * Kernel modules are not loaded by asking: without nf_tables in the kernel there can be no rules of it.
 * iptables-save is read where its own tables are in use, or where nft is missing.
 */
export const firewallRules = command(
  'firewall-rules',
  `${searchPath} k=$(uname -r); m=/sys/module/nf_tables; v=; ` +
    'if [ -d $m ] || [ ! -d "/lib/modules/$k" ] || grep -qs /nf_tables.ko "/lib/modules/$k/modules.builtin"; then v=1; fi; ' +
    'for f in ip ip6; do t=; { read -r t </proc/net/${f}_tables_names; } 2>/dev/null; echo "== $f ${t:-none}"; ' +
    'if [ "$t" ] || { [ "$v" ] && ! command -v nft >/dev/null; }; then x=${f}tables-legacy-save; { [ "$t" ] && command -v $x >/dev/null; } || x=${f}tables-save; ' +
    'if command -v $x >/dev/null; then $x && echo "== ok"; else echo "== missing"; fi; else echo "== ok"; fi; done; ' +
    'echo "== nft"; if [ -z "$v" ]; then echo "== ok"; elif command -v nft >/dev/null; then nft list ruleset && echo "== ok"; else echo "== missing"; fi',
  {privilege: 'root', limit: 1_048_576, seconds: 15},
);
