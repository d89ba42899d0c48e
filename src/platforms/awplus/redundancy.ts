import type {DeviceRedundancy} from '../../model/device/index.ts';
import type {Answers} from '../../model/probe.ts';
import {partial} from '../../model/probe.ts';
import {matching, type ConfigNode} from '../config/indented.ts';
import {readConfig, told} from '../config/running.ts';
import {orNull, textOrNull} from '../text/or-null.ts';
import {expandNames} from '../text/spans.ts';
import {awplusForm} from './config.ts';
import {readInterfaces} from './interfaces.ts';

const member = /^(?<kind>static-)?channel-group (?<id>\d{1,4})\b/;

/** `channel-group 1` makes po1, `static-channel-group 1` makes sa1. */
function bundles(nodes: readonly ConfigNode[], isUp: (name: string) => boolean | null): DeviceRedundancy['bundles'] {
  const members = new Map<string, string[]>();
  for (const {node, match} of matching(nodes, /^interface (\S{1,400})$/)) {
    const groups = matching(node.children, member).at(-1)?.match.groups;
    if (groups === undefined) continue;
    const name = `${groups['kind'] === undefined ? 'po' : 'sa'}${groups['id'] ?? ''}`;
    members.set(name, [...(members.get(name) ?? []), ...(expandNames(match[1] ?? '') ?? [])]);
  }
  return [...members].map(([name, names]) => {
    const states = names.map(isUp);
    return {name, members: names, up: states.includes(null) ? null : states.filter((state) => state === true).length};
  });
}

function gateways(nodes: readonly ConfigNode[], stack: string | null): DeviceRedundancy['gateways'] {
  const vrrp = matching(nodes, /^router (?:ipv6 )?vrrp (\d{1,3} \S{1,40})$/).map(({match}) => ({
    protocol: 'vrrp' as const,
    name: match[1] ?? '',
    state: null,
    authentication: null,
  }));
  const members = [...(stack ?? '').matchAll(/^\d{1,2} {1,8}\S{1,4} {1,12}[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4} /gm)]
    .length;
  if (members < 2) return vrrp;
  const state = /^Operational Status +(\S.{0,60}?)\s*$/m.exec(stack ?? '')?.[1] ?? null;
  return [...vrrp, {protocol: 'ha', name: `VCS (${members})`, state, authentication: null}];
}

/** Sensors of `show system environment`, each under the resource that it belongs to. */
function sensors(text: string): {readonly resource: string; readonly name: string; readonly good: boolean}[] {
  let resource = '';
  return text.split('\n').flatMap((line) => {
    resource = /^ *Resource ID: \d{1,3} {1,4}Name: (.{1,60})$/.exec(line)?.[1]?.trim() ?? resource;
    const [, name = '', status] =
      /^ *\d{1,3} {1,6}(\S.{0,40}?) {2,}.{0,80}? (Ok|FAULT|Fault|ALERT|Bad)\s*$/i.exec(line) ?? [];
    return status === undefined ? [] : [{resource, name, good: /^ok$/i.test(status)}];
  });
}

function parts(text: string): Pick<DeviceRedundancy, 'fans' | 'powerSupplies'> {
  const read = sensors(text);
  const supplies = [...new Set(read.map(({resource}) => resource).filter((name) => /^PSU\b/.test(name)))];
  return {
    fans: read
      .filter(({name}) => /^Fan\b/.test(name))
      .map(({name, resource, good}) => ({name: `${resource} ${name}`, good})),
    powerSupplies: supplies.map((name) => ({
      name,
      good: read.filter(({resource}) => resource === name).every(({good}) => good),
    })),
  };
}

/** Ids of the asks: what is not answered leaves its part unknown. */
export function readRedundancy(answers: Answers, ids: {interfaces: string; stack: string; environment: string}) {
  const config = readConfig(answers, awplusForm);
  const interfaces = orNull(() => readInterfaces(answers.command(ids.interfaces).text).value.interfaces) ?? [];
  const stack = textOrNull(answers, ids.stack);
  const environment = textOrNull(answers, ids.environment);
  const isUp = (name: string): boolean | null => interfaces.find((each) => each.name === name)?.operUp ?? null;
  const found = parts(environment ?? '');
  const value: DeviceRedundancy = {
    gateways: gateways(config.nodes, stack),
    bundles: bundles(config.nodes, isUp),
    ...found,
  };
  const seen = environment !== null && found.fans.length + found.powerSupplies.length > 0;
  const counted = value.bundles.every(({up}) => up !== null);
  const stackTold = stack !== null && stack.trim() !== '';
  return !stackTold || !seen || !counted ? partial(value, 'unsupported') : told(value, config);
}
