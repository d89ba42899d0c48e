import {command, files, type Ask} from '../../model/ask.ts';

const scriptFolders = [
  '/etc/cron.hourly',
  '/etc/cron.daily',
  '/etc/cron.weekly',
  '/etc/cron.monthly',
  ...['15min', 'hourly', 'daily', 'weekly', 'monthly'].map((period) => `/etc/periodic/${period}`),
];
const tableFolders = ['/var/spool/cron/crontabs', '/var/spool/cron/tabs', '/var/spool/cron'];
const folders = ['/etc/cron.d', ...scriptFolders, ...tableFolders];

export const timerPattern = '/etc/systemd/system/timers.target.wants/*.timer';

const tools = [
  ...['restic', 'borgmatic', 'borg', 'rsnapshot', 'duplicity', 'rdiff-backup', 'kopia', 'timeshift', 'amdump', 'dsmc'],
  ...['veeamconfig', 'pg_dumpall', 'pg_dump', 'pg_basebackup', 'mysqldump', 'mariadb-dump', 'mariabackup'],
  ...['xtrabackup', 'rsync'],
];

// A command line or script can hold passwords in any form: only names of programs leave the host.
const known = [
  'function A(x) { if (index(" " R " ", " " x " ") == 0) R = R " " x }',
  'function K(l, i) { l = " " l " ";',
  `if (l ~ /${tools.map((tool) => tool.slice(0, 4)).join('|')}/) for (i = 1; i <= N; i++) if (l ~ ("[ \\t/;&|(]" T[i] "[ \\t.;&|)]")) A(T[i]);`,
  'if (l ~ /[ \\t\\/;&|]rear[ \\t]+mkbackup/) A("rear mkbackup");',
  'if (l ~ /[ \\t\\/;&|]proxmox-backup-client[ \\t]+backup/) A("proxmox-backup-client backup");',
  'if (l ~ /[^A-Za-z0-9_]clamscan[^A-Za-z0-9_]/) A("clamscan"); if (l ~ /[^A-Za-z0-9_]clamdscan[^A-Za-z0-9_]/) A("clamdscan");',
  'if (l ~ /[ \\t\\/;&|]tar[ \\t].*[Bb][Aa][Cc][Kk][Uu][Pp]/) A("tar");',
  'if (tolower(l) ~ /backup|bkup/ && tolower(R) !~ /backup|bkup/) A("(backup)") }',
];

// The first word of each part of a command line. Behind quotes, escapes and here-texts it cannot be told where a part begins.
const programs = [
  'function F(p, q, i, n, w) { n = split(p, w, /[ \\t]+/); for (i = 1; i <= n; i++) {',
  'if (w[i] == "" || w[i] ~ /^[({!]+$/) continue; if (w[i] ~ /=/) { if (q) return; continue }',
  'p = w[i]; sub(/.*\\//, "", p); if (p ~ /^[A-Za-z0-9_.+-]+$/ && length(p) <= 40) A(p); return } }',
  'function P(m, q, i, n, w) { R = ""; gsub(/\\\\%/, "", m); sub(/%.*/, "", m); sub(/[ \\t]#.*/, "", m); K0 = m;',
  'q = m ~ /["\\047`\\\\]|<</; gsub(/[0-9]*[<>]+[ \\t]*&?[^ \\t;&|]*/, "", m);',
  'if (q) F(m, 1); else { n = split(m, w, /[;&|]+/); for (i = 1; i <= n; i++) F(w[i], 0) } K(K0); return R == "" ? " -" : R }',
];

const time = [
  'function W(x) { return tolower(x) ~',
  '/^(@(reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)|-?([-0-9*~?\\/,]|sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)+)$/ }',
];

const rows = [
  `BEGIN { N = split("${tools.join(' ')}", T, " ") }`,
  'FNR == 1 { print "= " FILENAME; k = FILENAME ~ /^\\/etc\\/(crontab$|cron\\.d\\/)/ ? 1 : FILENAME ~ /^\\/var\\/spool\\// ? 0 : FILENAME ~ /anacrontab$/ ? 2 : 3; R = "" }',
  'FNR > 20000 { next }',
  '{ l = substr($0, 1, 1000); sub(/\\r$/, "", l); sub(/^[ \\t]+/, "", l); if (l == "" || l ~ /^#/) next }',
  'k == 3 { o = R; K(l); if (R != o) print substr(R, length(o) + 2); next }',
  'l ~ /^[A-Za-z_"\\047][A-Za-z0-9_"\\047]*[ \\t]*=/ { next }',
  '{ c = split(l, w, /[ \\t]+/); h = k == 2 ? 3 : w[1] ~ /^@/ ? 1 : 5; s = ""; bad = c < h + (k == 1) + 1;',
  'for (i = 1; i <= h && !bad; i++) { if (k == 2 ? (i == 3 ? w[i] !~ /^[A-Za-z0-9_.-]+$/ : !W(w[i])) : !W(w[i])) bad = 1; s = s w[i] " " }',
  'if (k == 1) { h++; if (w[h] !~ /^[A-Za-z0-9_.-]+$/) bad = 1; s = s w[h] " " } if (bad) { print "?"; next }',
  'm = ""; for (i = h + 1; i <= c; i++) m = m " " w[i]; print s substr(P(m), 2) }',
];

const script = [...known, ...programs, ...time, ...rows].join(' ');

/**
 * `f` and the path of every crontab and script of cron that is there, `d` and the path of what is closed to us, `x` for a name we
 * do not touch; then each file under `= path`: a crontab with the names of programs in the place of its commands, or the
 * tools that a script names; `?` for a line that is not understood. At the end `.`.
 */
export const schedulesAsk = command(
  'schedules',
  `set --; for f in ${folders.join(' ')}; do [ ! -d $f ] || { [ -r $f ] && [ -x $f ]; } || echo "d $f"; done; ` +
    `for f in /etc/crontab /etc/anacrontab ${folders.map((folder) => `${folder}/*`).join(' ')}; do [ -f "$f" ] || continue; ` +
    `case $f in *[!\\ -~]*) echo x; continue ;; esac; echo "f $f"; if [ -r "$f" ]; then set -- "$@" "$f"; else echo "d $f"; fi; done; ` +
    `{ [ $# -eq 0 ] || awk '${script}' "$@"; } && echo .`,
  {privilege: 'prefer-root', limit: 524_288},
);

/** Everything that starts by itself: crontabs, scripts of cron, enabled timers. Only root reads the tables of users. */
export const schedules: readonly Ask[] = [schedulesAsk, ...files(timerPattern)];
