/** Names of what is installed, as apt takes them. What dpkg would not have made cannot become an option of apt's. */
const installed = [
  '/^Package: / { p = $2; i = 0 }',
  '/^Status: / { i = $NF != "not-installed" && $NF != "config-files" }',
  '/^Architecture: / && i && p ~ /^[a-z0-9][a-z0-9+.-]*$/ { print ($2 == "all") ? p : p ":" $2; p = "" }',
].join(' ');

/**
 * Out of `apt-cache policy`, whose tables begin with the newest version: candidates that stand above the installed version,
 * and the suites that have them. Nothing at all where apt has failed. One version can stand there more than once, when it
 * was built more than once: then the first of the highest priority is meant.
 */
const newer = [
  '/^= / { ok = $2 == "0"; next }',
  '/^[^ ]/ { p = substr($0, 1, length($0) - 1); a = c = s = ""; next }',
  '$1 == "Installed:" { i = $2; n += (i != "(none)"); next }',
  '$1 == "Candidate:" { c = $2; next }',
  '/^ \\*\\*\\* / { if (s != "" && (i != c || q >= $3 + 0)) o = o "> " p " " i " " c " " s "\\n"; c = ""; next }',
  '/^     [^ ]/ { a = $1 == c && (s == "" || $2 > q); if (a) { s = ""; q = $2 + 0 } next }',
  '/^       / && a { t = $(NF - 1); if ($NF == "Packages" && NF > 4 && $(NF - 2) !~ /:\\//) t = $(NF - 2);',
  's = s (s == "" ? "" : ",") t }',
  'END { if (!ok) exit 1; printf "%s. %d\\n", o, n }',
].join(' ');

/** How many files of apt's settings and lists can be read. */
const readable = [
  'n=0; for f in /etc/apt/apt.conf /etc/apt/apt.conf.d/* /etc/apt/preferences /etc/apt/preferences.d/*',
  '/etc/apt/sources.list /etc/apt/sources.list.d/* /var/lib/apt/lists/*_*;',
  'do [ ! -r "$f" ] || n=$((n+1)); done; echo $n',
].join(' ');

/** Since when the lists are: `path:Date: Wed, 25 Nov 2026 02:22:30 UTC` of each. */
const dates = "grep -m1 '^Date: ' /dev/null /var/lib/apt/lists/*Release 2>/dev/null;";

/**
 * Dates of the lists, lines `> name installed available suites`, then `. count` of the installed packages that apt told about. apt is asked, since
 * it alone knows what it would take: pins, suites that hold back, lists of sources that are no more. `apt-cache policy`
 * follows no dependencies, which spares most of what `apt list` costs.
 *
 * apt makes its cache anew where it may write it. So root asks as a user who may not, and has what that cache spares. Where
 * there is none, or that user reads less than root, apt makes one in memory for half a second and more of CPU: without the
 * translations, which say nothing here.
 */
export const aptUpdates = [
  `echo apt-cache; ${dates} set -- $(awk '${installed}' /var/lib/dpkg/status); r='${readable}';`,
  `P() { { $w apt-cache $o policy -- "$@" 2>/dev/null; echo "= $?"; } | awk '${newer}'; };`,
  "o=; w=; [ ! -w /var/lib/dpkg ] || w='chroot --userspec=+65534:+65534 --groups=+65534 /';",
  '{ [ -s /var/cache/apt/srcpkgcache.bin ] && $w test ! -w /var/cache/apt &&',
  '{ [ -z "$w" ] || [ "$($w sh -c "$r")" = "$(eval "$r")" ]; } && P "$@"; } 2>/dev/null ||',
  '{ w= o=\'-o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o Acquire::Languages=none\'; P "$@"; };',
].join(' ');
