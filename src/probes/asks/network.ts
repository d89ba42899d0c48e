import {command} from '../../model/ask.ts';

/**
 * Addresses, links and routes; ip of iproute2 or busybox. Below `links`: each interface with its kind as far as
 * /sys tells (wireless, bond, bridge, tun, device type, whether hardware is below it). Ends with `.`.
 */
export const network = command(
  'network',
  'if command -v ip >/dev/null; then ip addr || echo "== failed"; echo "== routes"; ip route; ip -6 route; else echo "== missing"; fi; echo "== links"; ' +
    'for n in /sys/class/net/*; do [ -e "$n/address" ] || continue; t=; while read -r l; do case $l in DEVTYPE=*) t=${l#*=} ;; esac; done <"$n/uevent"; ' +
    'k=virtual; [ ! -e "$n/device" ] || k=physical; [ ! -e "$n/tun_flags" ] || k=tunnel; [ ! -d "$n/bridge" ] || k=bridge; [ ! -d "$n/bonding" ] || k=bond; ' +
    '{ [ ! -d "$n/wireless" ] && [ ! -e "$n/phy80211" ]; } || k=wireless; echo "${n##*/} $k ${t:--}"; done 2>/dev/null; echo .',
);
