import type {Slot} from '../../model/plan.ts';
import {readFiles, sweepSession} from '../../platforms/shell-script.ts';
import type {Bilingual} from '../../model/text.ts';
import {kitFormat} from '../../model/kit.ts';
import {words} from './words.ts';

export interface ScriptInput {
  readonly id: string;
  readonly tool: string;
  readonly questions: string;
  /** Lines of all questions. */
  readonly questionLines: readonly string[];
  readonly slots: readonly Slot[];
  /** What is read, for people. */
  readonly titles: readonly Bilingual[];
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** All answers together, in bytes: what is over that is left out. */
const answersLimit = 33_554_432;

/** Seconds after which nothing more is asked. Nothing takes as long as that, as every question is bounded. */
export function longestSeconds(slots: readonly Slot[]): number {
  return Math.ceil((slots.reduce((sum, {seconds}) => sum + seconds, 0) + 60) / 60) * 60;
}

/** Programs that the collector itself needs. */
const needed = ['setsid', 'cksum', 'awk', 'head', 'od', 'tr', 'date', 'uname', 'sleep'];

const speech = Object.entries(words).map(([name, {ja, en}]) => `say_${name}() { say ${quote(ja)} ${quote(en)}; }`);

const head = ({id, tool, questions}: ScriptInput): string => `#!/bin/sh
# Mizumori (水守): offline kit for Linux / オフライン収集キット（Linux）
# kit ${id}, questions ${questions}
# It reads; it writes one answer file beside itself, and nothing else. / 読み取りだけを行い、結果ファイル1個だけを書き出します。
KIT=${id} TOOL=${quote(tool)} QUESTIONS=${questions}
L=en
case \${LC_ALL:-\${LC_MESSAGES:-\${LANG-}}} in ja*[Uu][Tt][Ff]*8) L=ja ;; esac
LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin
export LC_ALL PATH
unset ENV BASH_ENV CDPATH GREP_OPTIONS TMOUT IFS
umask 077
say() { if [ "$L" = ja ]; then printf '%s\\n' "$1"; else printf '%s\\n' "$2"; fi; }
${speech.join('\n')}
titles() {
  if [ "$L" = ja ]; then printf '  - %s\\n' "$TITLES_JA"; else printf '  - %s\\n' "$TITLES_EN"; fi
}
${sweepSession}`;

/** Who this is, in words that nothing can be hidden in; the import reads no others. */
const identity = `
line() { if [ "$2" ]; then printf '%s %s\\n' "$1" "$2"; fi; }
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
const asking = `
timer() {
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
const collector = (seconds: number): string => `
collect() {
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

const front = `
fail() { "say_$1" >&2; if [ "$2" ]; then printf '%s\\n' "$2" >&2; fi; exit 2; }
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

/** The text of the collector: a head, what it asks, and the two parts that it runs as. */
export function linuxScript(input: ScriptInput): string {
  const {slots, questionLines, titles} = input;
  const list = (language: 'ja' | 'en'): string => quote(titles.map((title) => title[language]).join('\n  - '));
  return [
    head(input),
    `TITLES_JA=${list('ja')}`,
    `TITLES_EN=${list('en')}`,
    `SLOTS=${slots.length} MINUTES=${longestSeconds(slots) / 60} ASKS=${quote(questionLines.join('\n'))}`,
    readFiles,
    `questions() {\n${slots.map(({line}) => line).join('\n')}\n}`,
    identity.trimStart(),
    asking.trimStart(),
    collector(longestSeconds(slots)).trimStart(),
    front.trimStart(),
  ].join('\n');
}
