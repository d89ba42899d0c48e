import type {DeviceAaa} from '../../model/device/index.ts';
import {lastValue, matching, type ConfigNode} from './indented.ts';

type Method = DeviceAaa['methods'][number];

const statements = {
  login: /^login authentication (\S{1,64})$/,
  accounting: /^accounting (?:login|exec|commands \d{1,2}) (\S{1,64})$/,
} as const;

function namedBy(nodes: readonly ConfigNode[]): Readonly<Record<keyof typeof statements, ReadonlySet<string>>> {
  const lines = matching(nodes, /^line (?:con|console|aux|vty|tty|\d)/).map(({node}) => node.children);
  const logins = lines.flatMap((line) => lastValue(line, statements.login) ?? []);
  const accounting = lines.flatMap((line) => matching(line, statements.accounting).map(({match}) => match[1] ?? ''));
  return {login: new Set(logins), accounting: new Set(accounting)};
}

/**
 * Lists of methods by what the lines of a device name: one that is not `default` and that no line names has no say in who manages
 * the device. `known`: whether every list that a line names is among them.
 */
export function listsOfLines(
  nodes: readonly ConfigNode[],
  methods: readonly Method[],
): {readonly methods: Method[]; readonly known: boolean} {
  const named = namedBy(nodes);
  const sorted = methods.map((method): Method => {
    const {service, list} = method;
    if ((service !== 'login' && service !== 'accounting') || list === 'default' || named[service].has(list))
      return method;
    return {...method, service: service === 'login' ? 'other-login' : 'other-accounting'};
  });
  const defined = (service: 'login' | 'accounting', list: string): boolean =>
    list === 'default' || methods.some((method) => method.service === service && method.list === list);
  const known = (['login', 'accounting'] as const).every((service) =>
    [...named[service]].every((list) => defined(service, list)),
  );
  return {methods: sorted, known};
}
