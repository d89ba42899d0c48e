import type {DeviceAcls} from '../../model/device/index.ts';
import {readAclLines} from '../acl/entry.ts';
import type {AclSyntax} from '../acl/syntax.ts';
import type {ConfigNode} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';

type Acl = DeviceAcls['acls'][number];

interface Draft {
  readonly name: string;
  readonly family: Acl['family'];
  readonly form: AclSyntax['form'];
  /** What a switch chip matches with no entry is forwarded; what the CPU filters by a list is dropped. */
  readonly hardware: boolean;
  readonly lines: string[];
}

/** Ranges of numbers. Source: AlliedWare Plus command reference, access-list (numbered). */
function ofNumber(name: string): Pick<Draft, 'form' | 'hardware' | 'family'> {
  const number = Number(name);
  const standard = number < 100 || (number >= 1300 && number < 2000);
  return {
    form: standard ? 'standard' : 'extended',
    hardware: number >= 3000,
    family: number >= 4000 && number < 4700 ? 'mac' : 'ipv4',
  };
}

const numbered = /^access-list (\d{1,4}) (.{1,400})$/;
const named = /^(ipv6 )?access-list (standard|extended|hardware) (\S{1,64})(?: (.{1,400}))?$/;
const ipv6 = /^ipv6 access-list (\S{1,64})$/;

function lineOf({text, children}: ConfigNode): Draft | null {
  const below = children.map((child) => child.text);
  const [, number, rest = ''] = numbered.exec(text) ?? [];
  if (number !== undefined) return {name: number, ...ofNumber(number), lines: [rest, ...below]};
  const [, six, kind, name, first] = named.exec(text) ?? [];
  const lines = [...(first === undefined ? [] : [first]), ...below];
  if (name !== undefined) {
    const form = kind === 'standard' ? 'standard' : 'extended';
    return {name, family: six === undefined ? 'ipv4' : 'ipv6', form, hardware: kind === 'hardware', lines};
  }
  const list = ipv6.exec(text)?.[1];
  return list === undefined ? null : {name: list, family: 'ipv6', form: 'extended', hardware: true, lines};
}

/** A copy to the CPU forwards the packet all the same. */
const copies = /^(\d{1,10} )?copy-to-(?:cpu|mirror) /;

function toAcl({name, family, form, hardware, lines}: Draft): Acl {
  const plain = lines.map((line) => line.replace(copies, '$1permit '));
  const {entries, unread} = readAclLines(plain, {form, mask: 'wildcard'});
  return {name, family, defaultAction: hardware ? 'permit' : 'deny', entries, unread};
}

/** Lines of one list may stand apart. */
function collect(nodes: readonly ConfigNode[]): Draft[] {
  const drafts = new Map<string, Draft>();
  for (const node of nodes) {
    const line = lineOf(node);
    if (line === null) continue;
    const known = drafts.get(`${line.family} ${line.name}`);
    if (known === undefined) drafts.set(`${line.family} ${line.name}`, line);
    else known.lines.push(...line.lines);
  }
  return [...drafts.values()];
}

function bindings(nodes: readonly ConfigNode[]): DeviceAcls['bindings'] {
  const onInterfaces = nodes.flatMap(({text, children}) => {
    const place = /^interface (\S{1,200})$/.exec(text)?.[1];
    if (place === undefined) return [];
    return children.flatMap((child) => {
      const [, acl, direction = 'in'] =
        /^(?:ip |ipv6 )?(?:access-group|traffic-filter) (\S{1,64})(?: (in|out))?$/.exec(child.text) ?? [];
      return acl === undefined
        ? []
        : [{acl, place, direction: direction === 'out' ? ('out' as const) : ('in' as const)}];
    });
  });
  const global = nodes.flatMap(({text}) => {
    const acl = /^access-group (\S{1,64})$/.exec(text)?.[1];
    return acl === undefined ? [] : [{acl, place: 'all ports', direction: 'in' as const}];
  });
  return [...global, ...onInterfaces];
}

export function aclsOf({nodes}: RunningConfig): DeviceAcls {
  return {acls: collect(nodes).map(toAcl), bindings: bindings(nodes)};
}

const foreign = /^(?:ipv6 )?access-list\b/;

export function readAcls(config: RunningConfig) {
  const value = aclsOf(config);
  const known = config.nodes.every((node) => !foreign.test(node.text) || lineOf(node) !== null);
  return told(value, config, known && value.acls.every(({unread}) => unread.length === 0));
}
