import {command} from '../../model/ask.ts';
import {interfaceKeys} from '../parse/interface-settings.ts';

const settings = interfaceKeys.map(({family, key}) => `${family}/conf/*/${key}`).join(' ');

/**
 * Addresses, links and routes; ip of iproute2 or busybox. Below `links`: each interface with its kind as far as
 * /sys tells (wireless, bond, bridge, tun, device type, whether hardware is below it). Below `conf`: a line for all
 * interfaces that have the same kernel settings, as a host of containers has hundreds. Ends with `.`.
 */
export const network = command(
  'network',
  'if command -v ip >/dev/null; then ip addr || echo "== failed"; echo "== routes"; ip route; ip -6 route; else echo "== missing"; fi; echo "== links"; ' +
    'for n in /sys/class/net/*; do [ -e "$n/address" ] || continue; t=; while read -r l; do case $l in DEVTYPE=*) t=${l#*=} ;; esac; done <"$n/uevent"; ' +
    'k=virtual; [ ! -e "$n/device" ] || k=physical; [ ! -e "$n/tun_flags" ] || k=tunnel; [ ! -d "$n/bridge" ] || k=bridge; [ ! -d "$n/bonding" ] || k=bond; ' +
    '{ [ ! -d "$n/wireless" ] && [ ! -e "$n/phy80211" ]; } || k=wireless; echo "${n##*/} $k ${t:--}"; done 2>/dev/null; ' +
    `echo "== conf"; (cd /proc/sys/net && grep -s . ${settings}) 2>/dev/null | ` +
    `awk -F/ '{k = $1 "/" $3; v[k] = v[k] " " $4} END {for (k in v) {split(k, p, "/"); g = p[1] v[k]; n[g] = n[g] " " p[2]} for (g in n) print g " =" n[g]}'; echo .`,
);
