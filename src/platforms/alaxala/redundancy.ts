import type {DeviceRedundancy} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {matching} from '../config/indented.ts';
import {readConfig, told, type RunningConfig} from '../config/running.ts';
import {orNull, textOrNull} from '../text/or-null.ts';
import {expandNames} from '../text/spans.ts';
import {alaxalaForm} from './config.ts';

type Bundle = DeviceRedundancy['bundles'][number];

const inLists =
  /^ {1,4}(?<kind>Port|Up Port|Down Port|Standby Port) ?\(\d{1,3}\) {0,12}: {0,2}(?<ports>[\d/,-]{1,400})\s*$/gm;
const inBlocks = /^ {1,4}Port: ?(?<port>\d{1,2}(?:\/\d{1,2}){1,2}) +(?:Status: ?)?(?<state>Up|Down)/gm;

function bundle(block: string): Bundle | null {
  const name = /^ChGr: ?(\d{1,4})/.exec(block)?.[1];
  if (name === undefined) return null;
  const each = [...block.matchAll(inBlocks)].map(({groups}) => groups ?? {});
  if (each.length > 0) {
    const up = each.filter(({state}) => state === 'Up').length;
    return {name: `port-channel ${name}`, members: each.map(({port = ''}) => port), up};
  }
  const lists = new Map([...block.matchAll(inLists)].map(({groups}) => [groups?.['kind'], groups?.['ports'] ?? '']));
  const members = lists.has('Port') ? expandNames(lists.get('Port') ?? '') : [];
  const up = lists.has('Up Port') ? expandNames(lists.get('Up Port') ?? '') : [];
  return members === null || up === null ? null : {name: `port-channel ${name}`, members, up: up.length};
}

/** `show channel-group`, with the ports in lists or, in detail, in blocks of their own. @throws Gap */
export function readBundles(text: string): {readonly bundles: Bundle[]; readonly understood: boolean} {
  const blocks = text.split(/^(?=ChGr: ?\d)/m).slice(1);
  if (blocks.length === 0 && !/^channel-group Counts: ?\d/im.test(text))
    throw new Gap('unsupported', 'show channel-group');
  const bundles = blocks.flatMap((block) => bundle(block) ?? []);
  return {bundles, understood: bundles.length === blocks.length};
}

const parts =
  /^ {1,12}(?<id>\d) +(?<fan>active|fault|notconnect|inactive) +(?<supply>active|fault|notconnect|inactive) +(?<epu>active|fault|notconnect|inactive|-)\s/gm;
const slots =
  /^\s{1,12}(?<name>Power slot \d|PS ?\d?|Fan(?: ?No)? ?\d?) {0,12}: {0,2}(?<state>active|fault|notconnect|inactive)\b/gim;

/** Fans and supplies of `show system`: a table by switch where there is a stack, else one line each. */
function readParts(text: string): Pick<DeviceRedundancy, 'fans' | 'powerSupplies'> {
  const rows = [...text.matchAll(parts)].map(({groups}) => groups ?? {});
  const single = [...text.matchAll(slots)].map(({groups}) => ({
    name: groups?.['name'] ?? '',
    good: groups?.['state'] === 'active',
    absent: groups?.['state'] === 'notconnect',
  }));
  const here = single.filter(({absent}) => !absent).map(({name, good}) => ({name, good}));
  const epus = rows.filter(({epu}) => epu !== 'notconnect' && epu !== '-');
  return {
    fans: [
      ...rows.map(({id = '', fan}) => ({name: `Switch ${id} Fan`, good: fan === 'active'})),
      ...here.filter(({name}) => /^fan/i.test(name)),
    ],
    powerSupplies: [
      ...rows.map(({id = '', supply}) => ({name: `Switch ${id} PS`, good: supply === 'active'})),
      ...epus.map(({id = '', epu}) => ({name: `Switch ${id} EPU`, good: epu === 'active'})),
      ...here.filter(({name}) => !/^fan/i.test(name)),
    ],
  };
}

/** `vrrp 1 ip 192.0.2.1` on an interface; its messages carry a text when `vrrp 1 authentication` is configured. */
function gateways({nodes}: RunningConfig): DeviceRedundancy['gateways'] {
  return matching(nodes, /^interface (.{1,60})$/).flatMap(({node: {children}, match}) => {
    const secured = new Set(matching(children, /^vrrp (\d{1,3}) authentication /).map(({match: group}) => group[1]));
    return matching(children, /^vrrp (\d{1,3}) (?:ip|ipv6) \S/).map(({match: group}) => ({
      protocol: 'vrrp' as const,
      name: `${match[1] ?? ''} ${group[1] ?? ''}`,
      state: null,
      authentication: secured.has(group[1]) ? ('plain' as const) : ('none' as const),
    }));
  });
}

export function readRedundancy(answers: Answers, ids: {readonly bundles: string; readonly system: string}) {
  const config = readConfig(answers, alaxalaForm);
  const found = orNull(() => readBundles(answers.command(ids.bundles).text));
  const environment = readParts(textOrNull(answers, ids.system) ?? '');
  const value: DeviceRedundancy = {gateways: gateways(config), bundles: found?.bundles ?? [], ...environment};
  const seen = environment.fans.length + environment.powerSupplies.length > 0;
  return told(value, config, found?.understood === true && seen);
}
