import type {Ask, AskPrivilege, CommandAsk, FilesAsk} from '../model/ask.ts';
import type {ShellProgram, Slot} from '../model/plan.ts';

/**
 * Every regular file of the patterns given as arguments, in one answer: a manifest (`p` pattern, `r` read, `d` denied, `o` not a
 * regular file, `a` absent, `x` a name we do not touch), one `cksum` line a file, a line `.`, then the contents one
 * after the other, each cut at the same length. One line, since a sudoers file can hold no newline.
 */
export const readFiles = [
  'L() { case $2 in *[!\\ -~]*) echo x;; *) printf "%s %s\\n" "$1" "$2";; esac; };',
  'F() { k=$#;',
  'for a in "$@"; do L p "$a"; q=${a%/*}; case $q in *[*?[]*)',
  'while [ "$q" ]; do for p in $q; do',
  'if [ -d "$p" ] && { [ ! -r "$p" ] || [ ! -x "$p" ]; }; then L d "$p"; fi; done; q=${q%/*}; done;; esac;',
  'for p in $a; do',
  'case $p in *[!\\ -~]*) echo x; continue;; esac;',
  'if [ -f "$p" ]; then',
  'if [ ! -r "$p" ]; then L d "$p"; elif [ $# -gt 800 ]; then echo x; else L r "$p"; set -- "$@" "$p"; fi;',
  'elif [ -e "$p" ]; then L o "$p"; elif [ -h "$p" ]; then L d "$p";',
  'else q=$p; while q=${q%/*}; [ "$q" ] && [ ! -e "$q" ]; do :; done; q=${q:-/};',
  'if [ -x "$q" ] && { [ -r "$q" ] || [ "$p" = "${p%[*?[]*}" ]; }; then L a "$p"; else L d "$p"; fi; fi;',
  'done; done; shift $k;',
  '[ $# -eq 0 ] || cksum "$@"; echo .; [ $# -eq 0 ] || head -q -c 262144 "$@"; }',
].join(' ');

const filesAnswerLimit = 8_388_608;

/** `session PID` tells parent and session of a process; `sweep` ends all of the session `$SID` but those in `$keep`. */
export const sweepSession = `session() { read -r s <"/proc/$1/stat" || return 1; s=\${s##*) }; set -- $s; ppid=$2 sid=$4; }
sweep() { for p in /proc/[0-9]*; do p=\${p#/proc/}; session "$p" && [ "$sid" = "$SID" ] || continue; case $keep in *" $p "*) ;; *) kill -9 "$p" ;; esac; done; }`;

/**
 * A process in our session that reads our end of stdin. The session must be our own: begun by the script itself or by
 * what started it. A line means: the command that runs now has used up its
 * time, end it. The end of the stream means that the channel is gone: end everything.
 */
const watcher = `
${sweepSession}
watch() {
  read -r s </proc/self/stat; me=\${s%% *}
  while read -r s <&3; do
    keep=" $me " p=$$
    while session "$p" && [ "$sid" = "$SID" ]; do keep="$keep$p " p=$ppid; done
    sweep
  done
  keep=" $me "; sweep
}`;

/**
 * Around what sudo runs. What sudo itself has to say, such as that it cannot resolve the name of its host, is no part of
 * the answer; what the command says is. Our own processes cannot end those of root, so these end themselves: a line on stdin, or the end
 * of the channel, and the whole process group that timeout(1) has made goes.
 */
const sudoHead = 'echo +; exec 3<&0 </dev/null 2>&1; { read -r s <&3; kill -9 0; } >/dev/null 2>&1 & ( ';
const sudoTail = ' ) 3<&-; e=$?; kill -9 $!; exit $e';

/** What sudo is given to run for a command: the script and the sudoers file must have it alike. */
export function throughSudo(command: string): string {
  return `${sudoHead}${command}${sudoTail}`;
}

const preamble = (elevate: Elevation): string => `
LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin
export LC_ALL PATH
unset ENV BASH_ENV CDPATH GREP_OPTIONS TMOUT
N={{nonce}} E=${elevate} U= H='${sudoHead}' T='${sudoTail}'
exec 3<&0 </dev/null 2>/dev/null
${watcher}
session self && SID=$sid && while read -r s t u; do [ "$s" = Uid: ] && U=\${u%%[!0-9]*} && break; done </proc/self/status
case $SID in "$$" | "$PPID") ;; *) U= ;; esac
for p in cksum awk; do command -v "$p" >/dev/null || U=; done
[ "$U" ] || { printf '%s foreign\\n' "$N"; exit 0; }
watch >/dev/null &
W=$!
printf '%s hello %s\\n' "$N" "$U"
${readFiles}
answer() { c=$(printf '%s %s %s' "$1" "$2" "$3" | cksum); printf '%s %s %s %s\\n%s\\n' "$N" "$1" "$2" "$c" "$3"; }
ask() { o=$( { eval "$4" 2>&1 3<&-; printf '\\n%s %s' "$?" "$N"; } | head -c "$2"); answer "$1" "$5" "$o"; }
user() { if [ "$U" = 0 ]; then ask "$@" r; else ask "$@" u; fi; }
root() {
  if [ "$U" = 0 ]; then ask "$1" "$2" "$3" "$4" r; return; fi
  if [ "$E" = sudo-n ]; then
    o=$( { sudo -n /usr/bin/timeout -s KILL "$3" /bin/sh -c "$H$4$T" 2>/dev/null <&3 3<&-; printf '\\n%s %s' "$?" "$N"; } | head -c "$2")
    case $o in +*) answer "$1" s "$o"; return ;; esac
  fi
  if [ "$5" ]; then ask "$1" "$2" "$3" "$4" u; else answer "$1" d ''; fi
}`;

const epilogue = `
kill -9 "$W"
printf '%s bye\\n' "$N"
`;

/** How slots that want root get it inside of a batch: by itself where the login user is root, else so. */
export type Elevation = 'sudo-n' | 'none';

/**
 * The script around the slots. It writes nothing on the target, frames every answer by a nonce, and by the length and
 * checksum, computed there, of its index, of who ran it and of its text; it bounds every command, and ends by itself when its stdin does.
 */
export function shellProgram(elevate: Elevation): ShellProgram {
  return {preamble: preamble(elevate), epilogue};
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function line(index: number, privilege: AskPrivilege, limit: number, seconds: number, command: string): string {
  const function_ = privilege === 'user' ? 'user' : 'root';
  const fallback = privilege === 'prefer-root' ? ' u' : '';
  return `${function_} ${index} ${limit} ${seconds} ${quote(command)}${fallback}`;
}

function commandSlot(ask: CommandAsk, index: number): Slot {
  const {limit, seconds, privilege, run} = ask;
  const privileged = privilege === 'user' ? null : run;
  return {
    kind: 'command',
    asks: [ask],
    index,
    limit,
    seconds,
    privileged,
    line: line(index, privilege, limit, seconds, run),
  };
}

function fileSlot(asks: readonly FilesAsk[], privilege: 'user' | 'root', index: number): Slot {
  const call = `F ${asks.map((ask) => quote(ask.pattern)).join(' ')}`;
  const privileged = privilege === 'user' ? null : `${readFiles}; ${call}`;
  // Files that only root can read are tried as the login user too: some distributions leave them open.
  const text = line(index, privilege === 'user' ? 'user' : 'prefer-root', filesAnswerLimit, 30, privileged ?? call);
  return {kind: 'files', asks, index, limit: filesAnswerLimit, seconds: 30, privileged, line: text};
}

/** One slot a command, in the order given, then one for all files of each privilege. */
export function slotsOf(asks: readonly Ask[]): readonly Slot[] {
  const commands = asks.filter((ask): ask is CommandAsk => ask.kind === 'command');
  const slots = commands.map(commandSlot);
  for (const privilege of ['user', 'root'] as const) {
    const wanted = asks.filter((ask): ask is FilesAsk => ask.kind === 'files' && ask.privilege === privilege);
    if (wanted.length > 0) slots.push(fileSlot(wanted, privilege, slots.length));
  }
  return slots;
}
