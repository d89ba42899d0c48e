import {words} from './config-text.ts';
import type {SyslogSettings} from './syslog-settings.ts';

/** Options of busybox syslogd with an argument of their own; that of `C` stands behind it or nowhere. */
const valued = new Set(['R', 'O', 'l', 's', 'b', 'f']);

/** By their letters, in the order they stand; `-tR host` as well as `-t -R host`. */
function optionsOf(text: string): (readonly [letter: string, value: string])[] {
  const found: (readonly [string, string])[] = [];
  const waiting = words(text).reverse();
  for (let word = waiting.pop(); word !== undefined; word = waiting.pop()) {
    if (!word.startsWith('-')) continue;
    for (let at = 1; at < word.length; at += 1) {
      const letter = word.charAt(at);
      const rest = word.slice(at + 1);
      if (!valued.has(letter) && letter !== 'C') found.push([letter, '']);
      else {
        found.push([letter, rest !== '' || letter === 'C' ? rest : (waiting.pop() ?? '')]);
        break;
      }
    }
  }
  return found;
}

const server = /^(?:\[(?<bracketed>[^\]\s]{1,255})\]|(?<host>[^\s:]{1,255}))(?::(?<port>\d{1,5}))?$/;

function targetOf(value: string): SyslogSettings['targets'][number] {
  const groups = server.exec(value)?.groups;
  const host = groups?.['bracketed'] ?? groups?.['host'] ?? value;
  const port = groups?.['port'] === undefined ? null : Number(groups['port']);
  // What is sent is sent before the level, the rules and the file are looked at.
  return {host, port, protocol: 'udp', tls: false, logins: true};
}

/** sshd and login speak at level 6: `-l 6` lets pass what is more urgent alone. */
const levelOfLogins = 6;

/**
 * SYSLOGD_OPTS of busybox syslogd. `rules`: whether /etc/syslog.conf sends some of it to other files. With -R alone, to a
 * buffer in memory (-C), to the kernel's (-K) or to a device, nothing is written to a file here.
 */
export function busyboxSettings(text: string, rules: boolean): SyslogSettings {
  const options = optionsOf(text);
  const has = (letter: string): boolean => options.some(([one]) => one === letter);
  const last = (letter: string): string | undefined => options.findLast(([one]) => one === letter)?.[1];
  const targets = options.filter(([letter]) => letter === 'R').map(([, value]) => targetOf(value));
  const level = Number(last('l') ?? '8');
  const written =
    (targets.length === 0 || has('L')) &&
    !has('C') &&
    !has('K') &&
    !(last('O') ?? '').startsWith('/dev/') &&
    level > levelOfLogins;
  return {targets, inputs: [], authLogged: written && (rules || has('f')) ? null : written, createMode: null};
}
