import type {DeviceAccess} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {groupedBy} from '../text/order.ts';

type Line = DeviceAccess['lines'][number];

const logins: Readonly<Record<string, Line['login']>> = {none: 'none', password: 'line-password', scheme: 'local'};

/** Who checks accounts in the domains of ISPs: a domain that checks nothing lets in everybody that is sent to it. */
function accountLogin(nodes: readonly ConfigNode[]): Line['login'] {
  const domains = matching(nodes, /^domain \S/);
  const said = (pattern: RegExp): boolean => domains.some(({node}) => has(node.children, pattern));
  if (said(/^authentication (?:login|default) none$/)) return null;
  return said(/^authentication (?:login|default) (?:radius|hwtacacs|ldap)-scheme /) ? 'aaa' : 'local';
}

function lineOf(name: string, lines: readonly ConfigNode[], byAccount: Line['login']): Line {
  const [, minutes = '10', seconds = '0'] =
    matching(lines, /^idle-timeout (\d{1,5})(?: (\d{1,3}))?$/).at(-1)?.match ?? [];
  const mode = lastValue(lines, /^authentication-mode (none|password|scheme)\b/);
  const login = mode === null ? null : (logins[mode] ?? null);
  const vty = name.startsWith('vty');
  const inbound = lastValue(lines, /^protocol inbound (all|ssh|telnet)$/) ?? 'all';
  return {
    name,
    kind: vty ? 'remote' : 'console',
    idleTimeoutSeconds: Number(minutes) * 60 + Number(seconds),
    login: login === 'local' ? byAccount : login,
    grade: null,
    transports: !vty ? [] : inbound === 'all' ? ['ssh', 'telnet'] : [inbound],
    acl: vty ? lastValue(lines, /^acl (\d{4}) inbound$/) : null,
  };
}

/** Lines of the configuration, `line vty 0 63` or `user-interface vty 0 15`. What a line does not say is as its class says. */
export function linesOf(nodes: readonly ConfigNode[]): Line[] {
  const byAccount = accountLogin(nodes);
  const classes = groupedBy(matching(nodes, /^(?:line|user-interface) class (\S+)$/), ({match}) => match.slice(1));
  const classOf = (name: string): readonly ConfigNode[] =>
    (classes.get(name.split(' ')[0] ?? '') ?? []).flatMap(({node}) => node.children);
  return matching(nodes, /^(?:line|user-interface) (?!class)(\S{1,8}(?: \d{1,4}){1,2})$/).map(({node, match}) => {
    const name = match[1] ?? '';
    return lineOf(name, [...classOf(name), ...node.children], byAccount);
  });
}
