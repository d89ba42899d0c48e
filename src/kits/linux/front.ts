/** Programs that the collector itself needs. */
const needed = ['setsid', 'cksum', 'awk', 'head', 'od', 'tr', 'date', 'uname', 'sleep'];

/** What a person deals with: it tells, asks, opens the answer file, starts the collector and waits for it. */
export const front = `fail() { "say_$1" >&2; if [ "$2" ]; then printf '%s\\n' "$2" >&2; fi; exit 2; }
show() {
  user() { printf '%s\\n' "$4"; }
  root() { printf '[root] %s\\n' "$4"; }
  questions
}
stop() {
  trap '' INT TERM HUP
  if [ "$J" ]; then kill -9 "$J"; SID=$J keep=' '; sweep; sweep; fi 2>/dev/null
  printf '\\n' >&2; say_stopped >&2; printf '%s\\n' "$O" >&2
  exit 130
}
YES=
while [ $# -gt 0 ]; do
  case $1 in
    --collect) collect "$2"; exit 0 ;;
    --yes) YES=1 ;;
    --show) SHOW=1 ;;
    --lang) case \${2-} in ja | en) L=$2 ;; *) fail usage ;; esac; shift ;;
    *) fail usage ;;
  esac
  shift
done
if [ "\${SHOW-}" ]; then show; exit 0; fi
case $0 in */*) D=\${0%/*} ;; *) D=. ;; esac
[ -f "$0" ] && [ -r "$0" ] || fail notFile
for p in ${needed.join(' ')}; do command -v "$p" >/dev/null 2>&1 || fail lacks "$p"; done
[ -r /proc/self/stat ] && [ -r /proc/uptime ] || fail lacks /proc
[ -w "$D" ] || fail noFolder "$D"
printf 'Mizumori kit %s\\nquestions %s\\n\\n' "$KIT" "$QUESTIONS"
say_reads; titles; say_every; say_takes; printf '  %s\\n\\n' "$MINUTES"
[ "$(id -u)" = 0 ] || { say_asUser; printf '\\n'; }
say_sensitive; say_fat; printf '\\n'
if [ -z "$YES" ]; then
  [ -t 0 ] || fail needsYes
  say_goOn; printf '[y/N] '
  read -r a || a=
  case $a in y | Y | yes | YES) ;; *) say_notGone; exit 1 ;; esac
fi
h=$(uname -n | tr -cd 'A-Za-z0-9.-' | head -c 40)
O=$D/mizumori-\${h:-host}-$(date -u +%Y%m%dT%H%M%SZ).answers
set -C
command exec 5>"$O" || fail noFolder "$D"
set +C
J=
trap stop INT TERM HUP
W=setsid
if command -v nice >/dev/null 2>&1; then W='setsid nice -n 19'; fi
$W sh "$0" --collect "$$" >&5 5>&- </dev/null &
J=$!
exec 5>&-
wait "$J"
r=$?
printf '\\n' >&2
if [ "$r" != 0 ]; then say_failed >&2; printf '%s\\n' "$O" >&2; exit 1; fi
say_done; printf '%s\\n' "$O"
if command -v sha256sum >/dev/null 2>&1; then
  s=$(sha256sum <"$O"); printf 'SHA-256 %s\\n' "\${s%% *}"; say_note
fi
`;
