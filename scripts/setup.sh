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

[ "${1:-}" = test ] || exit 0

# program:package
needed='sshd:openssh-server ssh-keygen:openssh-client ssh-agent:openssh-client dropbear:dropbear-bin sudo:sudo visudo:sudo
  fish:fish tcsh:tcsh bash:bash dash:dash busybox:busybox debootstrap:debootstrap rpm:rpm dpkg:dpkg unshare:util-linux ps:procps
  mount:mount ss:iproute2 tcpdump:tcpdump xz:xz-utils snmpd:snmpd snmpbulkwalk:snmp vtysh:frr snmpsimd:snmpsim
  nmap:nmap openssl:openssl postfix:postfix dovecot:dovecot-core /usr/lib/dovecot/imap-login:dovecot-imapd
  /usr/lib/dovecot/pop3-login:dovecot-pop3d nginx:nginx-light apache2:apache2-bin vsftpd:vsftpd inetd:openbsd-inetd
  telnetd:inetutils-telnetd dnsmasq:dnsmasq-base Xtigervnc:tigervnc-standalone-server'
missing=
for pair in $needed; do
  PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair##*:}"
done
/usr/bin/python3 -c 'import pymodbus.server' 2>/dev/null || missing="$missing python3-pymodbus python3-serial-asyncio"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  fail "The tests start real servers. As root on Debian this installs them; here, install:$missing"
fi
