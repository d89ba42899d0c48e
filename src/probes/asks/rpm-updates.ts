import {command} from '../../model/ask.ts';
import {quietRpm} from './packages.ts';

const repositories = [
  '/var/cache/dnf/*/repodata/repomd.xml',
  '/var/cache/libdnf5/*/repodata/repomd.xml',
  '/var/cache/yum/*/*/*/repomd.xml',
  '/var/cache/zypp/raw/*/repodata/repomd.xml',
].join(' ');

const attribute =
  'function A(n) { return match($0, "[ \\t\\r\\n]" n "=\\"[^\\"]*\\"") ? substr($0, RSTART + length(n) + 3, RLENGTH - length(n) - 4) : "" }';

/** Where repomd.xml says that the advisories are. */
const place = `${attribute} BEGIN { RS = "<" } /^data[ \\t\\r\\n]/ { t = A("type") == "updateinfo" } t && /^location[ \\t\\r\\n]/ { print A("href"); exit }`;

/** Records begin where tags do. Names of installed packages come first, then `<=`, then the advisories. */
const advisories = [
  attribute,
  'function T() { sub(/^[^>]*>/, ""); gsub(/[ \\t\\r\\n]+/, " "); sub(/^ /, ""); sub(/ $/, ""); return $0 }',
  'BEGIN { RS = "<" }',
  '!p { if (/^i /) { split($0, w, /[ \\n]/); N[w[2]]; M[w[3]] } else if (/^=/) p = 1; next }',
  'c { if ($0 ~ c) c = ""; next }',
  '/^!\\[CDATA\\[/ { if ($0 !~ /\\]\\]>/) c = "\\\\]\\\\]>"; next }',
  '/^!--/ { if ($0 !~ /-->/) c = "-->"; next }',
  '/^update[ \\t\\r\\n>]/ { y = A("type"); s = A("status"); d = v = g = u = m = P = ""; next }',
  '/^id>/ { d = T() }',
  '/^severity>/ { v = T() }',
  '/^issued[ \\t\\r\\n]/ { g = A("date") }',
  '/^updated[ \\t\\r\\n]/ { u = A("date") }',
  '/^module[ \\t\\r\\n]/ { m = A("name") ":" A("stream") }',
  '/^\\/collection>/ { m = "" }',
  '/^package[ \\t\\r\\n]/ { k = A("name"); a = A("arch"); if (k == "") b = 1; if (!(k in M) || a ~ /src$/) next;',
  'if (!((k "." a) in N) && a != "noarch" && !((k ".noarch") in N)) next;',
  'e = A("epoch"); P = P "\\np\\t" k "\\t" (e == "" ? 0 : e) ":" A("version") "-" A("release") "\\t" a "\\t" m }',
  '/^\\/update>/ { if (P != "" && s != "retracted") print "a\\t" d "\\t" y "\\t" v "\\t" g "\\t" u P; P = "" }',
  '/^\\/updates>/ || /^updates[ \\t\\r\\n]*\\/>/ { o = 1 }',
  'END { print o && !b && !c ? "e" : "x" }',
].join(' ');

/**
 * Advisories that the caches of dnf, yum and zypper hold for packages that are installed, whatever their version: neither of them
 * is run, as they write even when told not to. For each cache `r path`; then `n` where it has no advisories, `x` where they or the
 * names of what is installed could not be read, or `a id type severity issued updated` above `p name epoch:version-release arch module:stream` each, and `e` at their end.
 */
export const rpmUpdatesAsk = command(
  'rpm-updates',
  [
    `if ! command -v rpm >/dev/null || [ -s /var/lib/dpkg/status ]; then echo none; else ${quietRpm}`,
    `n=$("$@" rpm -qa --qf '<i %{NAME}.%{ARCH} %{NAME}\\n') || n=;`,
    `for r in ${repositories}; do [ -e "$r" ] || continue; echo "r $r"; f=;`,
    `if [ -r "$r" ]; then h=$(awk '${place}' "$r"); case $h in '') echo n; continue;; *[!A-Za-z0-9._/+-]*) ;; *) f=\${r%/*}/\${h##*/};; esac; fi;`,
    "case $f in *.gz) c='gzip -dc';; *.xz) c='xz -dc';; *.bz2) c='bzip2 -dc';; *.zst) c='zstd -dcq';; *.xml) c=cat;; *) c=;; esac;",
    'if [ -z "$n" ] || [ -z "$c" ] || ! [ -f "$f" ] || ! [ -r "$f" ] || ! command -v ${c%% *} >/dev/null; then echo x; continue; fi;',
    `{ printf '%s\\n<=\\n' "$n"; $c <"$f"; } 2>/dev/null | awk '${advisories}'; done; echo .; fi`,
  ].join(' '),
  {privilege: 'prefer-root', cost: 'slow', seconds: 120, limit: 4_194_304},
);
