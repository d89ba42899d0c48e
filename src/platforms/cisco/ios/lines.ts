import type {DeviceAccess} from '../../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {gradeOf} from '../../text/grade.ts';
import {words} from '../words.ts';
import {loginOf, type Logins} from './logins.ts';

type Line = DeviceAccess['lines'][number];

/** Of all interfaces: one with `vrfname` holds for those of one VRF alone. */
export const accessClass = /^access-class (\S+) in(?: vrf-also)?$/;

function idleTimeout(children: readonly ConfigNode[]): number {
  if (has(children, /^no exec-timeout$/)) return 0;
  const match = matching(children, /^exec-timeout (\d{1,6})(?: (\d{1,6}))?$/).at(-1)?.match;
  // Ten minutes unless said otherwise: Cisco IOS Configuration Fundamentals Command Reference, `exec-timeout`.
  return match === undefined ? 600 : Number(match[1]) * 60 + Number(match[2] ?? 0);
}

function lineGrade(children: readonly ConfigNode[]): Line['grade'] {
  const all = words(matching(children, /^(?:password|secret) /).at(-1)?.node.text ?? '');
  const readable = all.length === 2 || all[1] === '0';
  return readable ? gradeOf(all.at(-1) ?? '') : null;
}

/**
 * Protocols that a line accepts, `all` with those that matter; null: it does not tell, and releases differ. Before 15 a virtual
 * terminal took all of them.
 */
export function transportsOf(children: readonly ConfigNode[], version: number): string[] | null {
  const told = lastValue(children, /^transport input (.+)$/)?.split(/\s+/) ?? (version < 15 ? ['all'] : null);
  if (told === null) return null;
  return told.flatMap((each) => (each === 'all' ? ['all', 'ssh', 'telnet'] : each === 'none' ? [] : [each]));
}

/** A line of the configuration: `line con 0`, `line vty 0 4`; null for one of another kind, one that nobody can log in on, or of which too little is told. */
export function lineOf({text, children}: ConfigNode, logins: Logins | null, version: number): Line | null {
  const kind = ({con: 'console', aux: 'aux', vty: 'remote'} as const)[/^line (con|aux|vty) /.exec(text)?.[1] ?? ''];
  if (kind === undefined || has(children, /^no exec$/)) return null;
  const transports = kind === 'remote' ? transportsOf(children, version) : [];
  if (transports === null) return null;
  return {
    name: text.slice(5),
    kind,
    idleTimeoutSeconds: idleTimeout(children),
    login: loginOf(children, kind, logins),
    grade: lineGrade(children),
    transports,
    acl: lastValue(children, accessClass),
  };
}
