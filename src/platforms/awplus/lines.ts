import type {DeviceAccess} from '../../model/device/index.ts';
import {lastValue, matching, type ConfigNode} from '../config/indented.ts';
import type {RunningConfig} from '../config/running.ts';

type Line = DeviceAccess['lines'][number];

const timeout = /^exec-timeout (\d{1,6})(?: (\d{1,6}))?$/;

/** Minutes and seconds; ten minutes where nothing is configured. Source: AlliedWare Plus command reference, exec-timeout. */
function idleSeconds(nodes: readonly ConfigNode[]): number {
  const [, minutes = '10', seconds = '0'] = matching(nodes, timeout).at(-1)?.match ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/** Local accounts alone, unless the list of methods says otherwise. Source: command reference, aaa authentication login. */
function loginBy({nodes}: RunningConfig, line: ConfigNode): Line['login'] {
  const list = lastValue(line.children, /^login authentication (\S{1,64})$/) ?? 'default';
  const methods = matching(nodes, /^aaa authentication login (\S{1,64}) (.{1,200})$/).filter(
    ({match}) => match[1] === list,
  );
  const last = methods.at(-1)?.match[2];
  if (last === undefined) return list === 'default' ? 'local' : null;
  return last.trim() === 'local' ? 'local' : 'aaa';
}

const lineName = /^line (con|console|aux|vty) (\d{1,3}(?: \d{1,3})?)$/;
const lineText =
  /^(?:exec-timeout \d{1,6}(?: \d{1,6})?|no exec-timeout|login authentication \S{1,64}|length \d{1,4}|speed \d{1,7}|privilege level \d{1,2}|flowcontrol hardware|history max \d{1,5}|line-monitor|service advanced-vty)$/;

/** `remote`: protocols that are let in; `acl`: the list of all virtual terminals. */
export function linesOf(config: RunningConfig, remote: readonly string[], acl: string | null): Line[] {
  return matching(config.nodes, lineName).map(({node, match}) => {
    const vty = match[1] === 'vty';
    return {
      name: `${match[1] ?? ''} ${match[2] ?? ''}`,
      kind: vty ? ('remote' as const) : match[1] === 'aux' ? ('aux' as const) : ('console' as const),
      idleTimeoutSeconds: node.children.some(({text}) => text === 'no exec-timeout') ? 0 : idleSeconds(node.children),
      login: loginBy(config, node),
      grade: null,
      transports: vty ? [...remote] : [],
      acl: vty ? acl : null,
    };
  });
}

/** Whether all that the lines say is known from here. */
export function areLinesRead({nodes}: RunningConfig): boolean {
  return matching(nodes, /^line /).every(
    ({node}) => lineName.test(node.text) && node.children.every(({text}) => lineText.test(text)),
  );
}
