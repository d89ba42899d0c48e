import type {DeviceAaa} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from './indented.ts';

type Method = DeviceAaa['methods'][number];

const accounting = /^accounting (?:login|exec|commands \d{1,2}) (\S{1,64})$/;

interface Line {
  readonly remote: boolean;
  /** Names of its lists. */
  readonly login: string;
  readonly accounting: readonly string[];
}

/** Lines on which somebody may log in. */
function linesOf(nodes: readonly ConfigNode[]): Line[] {
  const found = matching(nodes, /^line (con|console|aux|vty|tty|\d)/).filter(
    ({node}) => !has(node.children, /^no exec$/),
  );
  return found.map(({node: {children}, match}) => ({
    remote: match[1] === 'vty' || match[1] === 'tty',
    login: lastValue(children, /^login authentication (\S{1,64})$/) ?? 'default',
    accounting: matching(children, accounting).map((each) => each.match[1] ?? ''),
  }));
}

function loginService(list: string, lines: readonly Line[], web: ReadonlySet<string>): Method['service'] {
  const users = lines.filter(({login}) => login === list);
  // Without a line that can be reached over the network, nothing tells what `default` is for.
  const open = list === 'default' && !lines.some(({remote}) => remote);
  if (open || web.has(list) || users.some(({remote}) => remote)) return 'login';
  return users.length > 0 ? 'console-login' : 'other-login';
}

/**
 * Lists of methods by what the lines of a device name: one that is not `default` and that no line names has no say in who manages
 * the device, one that the console alone names none in who does so over the network. `web`: lists that the web server asks.
 * `known`: whether every list that a line names is among them.
 */
export function listsOfLines(
  nodes: readonly ConfigNode[],
  methods: readonly Method[],
  web: ReadonlySet<string> = new Set(),
): {readonly methods: Method[]; readonly known: boolean} {
  const lines = linesOf(nodes);
  const named = {
    login: new Set([...lines.map(({login}) => login), ...web]),
    accounting: new Set(lines.flatMap((line) => line.accounting)),
  };
  const sorted = methods.map((method): Method => {
    const {service, list} = method;
    if (service === 'login') return {...method, service: loginService(list, lines, web)};
    if (service !== 'accounting' || list === 'default' || named.accounting.has(list)) return method;
    return {...method, service: 'other-accounting'};
  });
  const defined = (service: 'login' | 'accounting', list: string): boolean =>
    list === 'default' || methods.some((method) => method.service === service && method.list === list);
  const known = (['login', 'accounting'] as const).every((service) =>
    [...named[service]].every((list) => defined(service, list)),
  );
  return {methods: sorted, known};
}
