import {readdirSync} from 'node:fs';
import {debianRootOf} from '../test/support/debian-root.ts';

const suite = 'trixie';
/** What nearly every server has beside the system itself; Ansible needs python3, and lynis is what we are measured against. */
const packages = [
  ...['openssh-server', 'sudo', 'python3', 'ca-certificates', 'chrony', 'rsyslog', 'logrotate', 'cron', 'auditd'],
  ...['nftables', 'unattended-upgrades', 'nginx-light', 'postfix', 'bash-completion', 'man-db', 'wget', 'lynis'],
];

/** With the archives that a server has, security among them, and the lists and the cache that apt keeps. */
const finish = [
  `for s in "debian ${suite}" "debian ${suite}-updates" "debian-security ${suite}-security";`,
  'do echo "deb http://deb.debian.org/$s main"; done >/etc/apt/sources.list',
  '&& apt-get -q update',
].join(' ');

/** A Debian server as it is installed. The copy is yours; made once, for which it needs the archive of Debian. */
export function serverRoot(folder: string): Promise<string> {
  const options = [`--include=${packages.join(',')}`];
  return debianRootOf({name: `server-${suite}`, suite, options, finish}, folder);
}

/** Files and folders in it. */
export function filesIn(root: string): number {
  return readdirSync(root, {recursive: true}).length;
}
