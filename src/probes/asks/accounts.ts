import {command} from '../../model/ask.ts';

// Hashes never leave the host: the password field becomes its state and the name of its scheme.
const state = [
  'function S(s, l) {',
  'l = sub(/^!+/, "", s) ? "locked" : "set";',
  'if (s == "") return l == "set" ? "empty -" : "none -";',
  'if (s ~ /^\\$[0-9a-z]+\\$/) { split(s, P, "$"); return l " " P[2]; }',
  'if (length(s) == 13 && s !~ /[^.\\/0-9A-Za-z]/) return l " des";',
  'if (s ~ /^_/ && length(s) == 20) return l " bsdi";',
  'return "none -"; }',
].join(' ');

const print = [
  'FILENAME ~ /passwd$/ { print "p:" $1 ":" ($2 == "x" ? "shadow -" : S($2)) ":" $3 ":" $4 ":" $6 ":" $7 }',
  'FILENAME ~ /shadow$/ { print "s:" $1 ":" S($2) ":" $3 ":" $4 ":" $5 ":" $6 ":" $7 ":" $8 }',
].join(' ');

/**
 * `p:name:state scheme:uid:gid:home:shell` of every local account, `s:name:state scheme:changed:min:max:warn:inactive:expires`
 * of /etc/shadow, and at the end of both what became of the latter: `. read`, `. denied` or `. absent`.
 */
export const accountsAsk = command(
  'accounts',
  `s=/etc/shadow; e=read; [ -r $s ] || { e=absent; [ ! -e $s ] || e=denied; s=; }; ` +
    `awk -F: '${state} ${print}' /etc/passwd $s && echo ". $e"`,
  {privilege: 'prefer-root'},
);
