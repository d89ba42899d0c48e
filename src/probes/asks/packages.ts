import {command} from '../../model/ask.ts';

const dpkgFormat =
  '${db:Status-Abbrev}\\t${Package}\\t${Version}\\t${Architecture}\\t${source:Package}\\t${source:Version}\\n';
const rpmFormat = '%{NAME}\\t%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\t%{ARCH}\\t%{SOURCERPM}\\t%{INSTALLTIME}\\n';

/**
 * rpm writes beside its database even to read it (`rpmdb.sqlite-shm`, `__db.001`) where it may: so it runs, as `"$@" rpm`, as a
 * user who may not. Numbers with a plus sign are not looked up in a directory.
 */
export const quietRpm =
  'set --; for b in /var/lib/rpm /usr/lib/sysimage/rpm; do [ ! -w $b ] || set -- chroot --userspec=+65534:+65534 --groups=+65534 /; done;';

const dpkg = [
  'echo dpkg;',
  "stat -c '%Y %n' /var/lib/dpkg/status /var/lib/apt/lists/*Release 2>/dev/null; echo .;",
  `dpkg-query -W -f '${dpkgFormat}'`,
].join(' ');

const rpm = [
  'echo rpm;',
  "stat -c '%Y %n' /var/lib/rpm/rpmdb.sqlite /var/lib/rpm/Packages* /usr/lib/sysimage/rpm/rpmdb.sqlite /usr/lib/sysimage/rpm/Packages*",
  '/var/cache/dnf/*/repodata/repomd.xml /var/cache/libdnf5/*/repodata/repomd.xml /var/cache/yum/*/*/*/repomd.xml',
  '/var/cache/zypp/raw/*/repodata/repomd.xml 2>/dev/null; echo .;',
  quietRpm,
  `"$@" rpm -qa --qf '${rpmFormat}'`,
].join(' ');

const apk = [
  'echo apk;',
  "stat -c '%Y %n' $d /var/cache/apk/APKINDEX.*.tar.gz /etc/apk/cache/APKINDEX.*.tar.gz 2>/dev/null; echo .;",
  "sed -n -e '/^[PVAo]:/p' -e '/^$/p' $d",
].join(' ');

/**
 * Which package manager; a line `seconds path` for the package database and every package list it has fetched; a line `.`; then
 * every package. The manager whose database is filled is the system's own: Debian can have an empty one of rpm, and the reverse.
 */
export const packagesAsk = command(
  'packages',
  [
    'd=/lib/apk/db/installed; [ -s $d ] || d=/usr/lib/apk/db/installed;',
    `if [ -s /var/lib/dpkg/status ]; then ${dpkg};`,
    `elif command -v rpm >/dev/null && { [ -d /var/lib/rpm ] || [ -d /usr/lib/sysimage/rpm ]; }; then ${rpm};`,
    `elif [ -s $d ]; then ${apk};`,
    'else echo none; echo .; fi',
  ].join(' '),
  {limit: 2_097_152, seconds: 30},
);
