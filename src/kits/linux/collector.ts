import {kitFormat} from '../../model/kit.ts';

/** All answers together, in bytes: what is over that is left out. */
const answersLimit = 33_554_432;

/** Who this is, in words that nothing can be hidden in; the import reads no others. */
export const identity = `line() { if [ "$2" ]; then printf '%s %s\\n' "$1" "$2"; fi; }
identity() {
  line hostname "$(uname -n | tr -cd 'A-Za-z0-9._-' | head -c 255)"
  for f in /etc/machine-id /var/lib/dbus/machine-id; do
    if [ -r "$f" ]; then line machine-id "$(head -n 1 "$f" | tr -cd 0-9a-f | head -c 32)"; break; fi
  done
  f=/sys/class/dmi/id/product_serial
  if [ -r "$f" ]; then line serial "$(head -n 1 "$f" | tr -cd 'A-Za-z0-9 ./_-' | head -c 64)"; fi
  for f in /sys/class/net/*/address; do if read -r m <"$f"; then line mac "$m"; fi; done | head -n 64
  awk '/ \\/32 host LOCAL/ && !seen[a]++ {print "address " a} {a = $2}' /proc/net/fib_trie | head -n 64
  awk '$4 == "00" {gsub(/..../, "&:", $1); sub(/:$/, "", $1); print "address " $1}' /proc/net/if_inet6 | head -n 64
}`;

/**
 * Beside each question runs a timer: when its time is up, or who started us has gone, it ends what runs in this session. It wakes
 * every second, so that nothing of it is left for long.
 */
export const asking = `timer() {
  s=; trap '[ "$s" ] && kill -9 "$s"; exit' TERM
  read -r me </proc/self/stat; me=\${me%% *} i=0
  while [ "$i" -lt "$1" ]; do
    sleep 1 & s=$!; wait "$s"; s= i=$((i + 1))
    kill -0 "$F" || { keep=" $me "; sweep; exit; }
  done
  keep=" $me $$ "; sweep
}
seconds() { read -r up s </proc/uptime; up=\${up%%.*}; }
answer() {
  B=$((B + \${#3})); [ "$B" -le ${answersLimit} ] || return 0
  c=$(printf '%s %s %s' "$1" "$2" "$3" | cksum)
  printf '%s %s %s %s\\n%s\\n' "$N" "$1" "$2" "$c" "$3" || exit 1
  A=$((A + 1))
}
ask() {
  kill -0 "$F" || exit 1
  seconds; [ "$up" -lt "$END" ] || return 0
  printf '\\r%s' "$1/$SLOTS " >&4
  timer "$3" >/dev/null 4>&- & t=$!
  o=$( { eval "$4" 2>&1 4>&-; printf '\\n%s %s' "$?" "$N"; } | head -c "$2")
  kill "$t"; wait "$t"
  answer "$1" "$5" "$o"
}
user() { if [ "$U" = 0 ]; then ask "$@" r; else ask "$@" u; fi; }
root() {
  if [ "$U" = 0 ]; then ask "$1" "$2" "$3" "$4" r; return; fi
  if [ "$5" ]; then ask "$1" "$2" "$3" "$4" u; else answer "$1" d ''; fi
}`;

/** Runs in a session of its own, so that it can end whatever a question has started; its output is the answer file. */
export const collector = (seconds: number): string => `collect() {
  F=$1 A=0 B=0
  exec 4>&2 2>/dev/null
  session self && SID=$sid && [ "$SID" = "$$" ] || exit 1
  U=; while read -r s t u; do if [ "$s" = Uid: ]; then U=\${u%%[!0-9]*}; break; fi; done </proc/self/status
  seconds; END=$((up + ${seconds}))
  N=$(od -An -v -N12 -tx1 /dev/urandom | tr -cd 0-9a-f)
  h=$(printf 'MIZUMORI-KIT ${kitFormat}\\nkit %s\\ntool %s\\nplatform linux\\nquestions %s\\nnonce %s\\n' "$KIT" "$TOOL" "$QUESTIONS" "$N"
    printf 'started %s\\nuser %s\\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$U"
    identity
    printf '%s\\n' "$ASKS")
  c=$(printf '%s\\n' "$h" | cksum)
  printf '%s\\nhead %s\\n' "$h" "$c" || exit 1
  questions
  e="end $(date -u +%Y-%m-%dT%H:%M:%SZ) $A"
  c=$(printf '%s' "$e" | cksum)
  printf '%s %s %s\\n' "$N" "$e" "$c" || exit 1
  keep=" $$ "; sweep
}`;
