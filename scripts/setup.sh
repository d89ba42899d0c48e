#!/usr/bin/env bash
# Makes a fresh clone ready: node packages always, the servers that the tests need with `setup.sh test`.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf '%s\n' "$*" >&2; exit 1; }

command -v node >/dev/null || fail 'Node.js 20.19 or newer is needed: https://nodejs.org/'
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  fail "Node.js 20.19 or newer is needed; this is $(node --version)"

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --engine-strict --no-audit --no-fund --loglevel=error
fi

case "${1:-}" in test | outside) ;; *) exit 0 ;; esac

# program:package
needed='sshd:openssh-server ssh-keygen:openssh-client ssh-agent:openssh-client dropbear:dropbear-bin sudo:sudo visudo:sudo
  fish:fish tcsh:tcsh bash:bash dash:dash busybox:busybox debootstrap:debootstrap rpm:rpm dpkg:dpkg unshare:util-linux ps:procps
  mount:mount ss:iproute2 xz:xz-utils snmpd:snmpd snmpbulkwalk:snmp vtysh:frr snmpsimd:snmpsim
  nmap:nmap openssl:openssl ip:iproute2 tcpdump:tcpdump nginx:nginx-light postfix:postfix vsftpd:vsftpd redis-server:redis-server
  smbd:samba named:bind9 dnsmasq:dnsmasq-base wine:wine /usr/lib/wine/wine64:wine64'
# What test/outside/further scans as well: npm run test:outside.
[ "$1" = test ] || needed="$needed "'dovecot:dovecot-core /usr/lib/dovecot/imap-login:dovecot-imapd
  /usr/lib/dovecot/pop3-login:dovecot-pop3d apache2:apache2-bin inetd:openbsd-inetd telnetd:inetutils-telnetd
  Xtigervnc:tigervnc-standalone-server xrdp:xrdp slapd:slapd memcached:memcached mosquitto:mosquitto rsync:rsync
  pg_ctlcluster:postgresql'
missing=
for pair in $needed; do
  PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair##*:}"
done
[ "$1" = test ] || /usr/bin/python3 -c 'import pymodbus.server' 2>/dev/null || missing="$missing python3-pymodbus python3-serial-asyncio"
# To install it would put away what keeps the machine's own clock: ntpd is only unpacked.
ntpd=
[ -x build/programs/usr/sbin/ntpd ] || ntpd=ntpsec
[ -n "$missing$ntpd" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  # The tests start servers of their own: none is to run because it was installed.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
  fi
  apt-get update -qq
  # shellcheck disable=SC2086
  [ -z "$missing" ] || apt-get install -y -qq --no-install-recommends $missing >/dev/null
  if [ -n "$ntpd" ]; then
    mkdir -p build/programs
    (cd build/programs && apt-get download -qq "$ntpd" 2>/dev/null && dpkg-deb -x "$ntpd"_*.deb . && rm "$ntpd"_*.deb)
  fi
else
  fail "The tests start real servers. As root on Debian this installs them; here, install:$missing${ntpd:+; unpack $ntpd to build/programs}"
fi
