import type {DeviceAaa} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, matching, type ConfigNode} from '../../config/indented.ts';
import {listsOfLines} from '../../config/line-lists.ts';
import {gradeOf} from '../../text/grade.ts';
import {told, type CiscoConfig} from '../config.ts';
import {words} from '../words.ts';
import {webLogin} from './web-login.ts';

type Method = DeviceAaa['methods'][number];
type Server = DeviceAaa['servers'][number];

const methodLine =
  /^aaa (?:(?<authentication>authentication) (?<service>login|enable|dot1x)|(?<authorization>authorization) (?:exec|commands \d+|config-commands)|(?<accounting>accounting) (?:exec|commands \d+|connection|system))(?: (?<list>\S+))?(?: (?<rest>.*))?$/;

/** Protocols of groups that the configuration names. */
function groupProtocols(nodes: readonly ConfigNode[]): ReadonlyMap<string, string> {
  return new Map(
    matching(nodes, /^aaa group server (radius|tacacs\+|ldap) (\S+)$/).map(({match}) => [
      match[2] ?? '',
      match[1] ?? '',
    ]),
  );
}

function methodWords(text: string, groups: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  const all = words(text);
  for (let at = 0; at < all.length; at++) {
    const word = all[at] ?? '';
    const next = all[at + 1] ?? '';
    if (word === 'group') {
      found.push(groups.get(next) ?? next);
      at += 1;
    } else if (word === 'local-case') found.push('local');
    else if (!/^(?:start-stop|stop-only|wait-start|broadcast|if-authenticated)$/.test(word)) found.push(word);
  }
  return found;
}

function serviceOf(groups: Readonly<Record<string, string | undefined>>): Method['service'] {
  if (groups['authorization'] !== undefined) return 'authorization';
  if (groups['accounting'] !== undefined) return 'accounting';
  return groups['service'] === 'enable' ? 'enable' : groups['service'] === 'dot1x' ? 'dot1x' : 'login';
}

/** Newer releases write accounting over several lines. */
function methodOf({text, children}: ConfigNode, protocols: ReadonlyMap<string, string>): Method | null {
  const groups = methodLine.exec(text)?.groups;
  if (groups === undefined) return null;
  const below = children.map((child) => child.text.replace(/^action-type /, '')).join(' ');
  const methods = methodWords(`${groups['rest'] ?? ''} ${below}`, protocols);
  return {service: serviceOf(groups), list: groups['list'] ?? 'default', methods};
}

/** The grade of a key that is readable where it stands; one of type 6 or 7 cannot be told. */
function keyGrade(text: string | undefined): Server['keyGrade'] {
  const all = words(text ?? '');
  const at = all.indexOf('key');
  const typed = /^[67]$/.test(all[at + 1] ?? '');
  return at < 0 || typed ? null : gradeOf(all.slice(at + 1).join(' '));
}

function named({text, children}: ConfigNode): Server[] {
  const protocol = /^(radius|tacacs|ldap) server \S+$/.exec(text)?.[1];
  if (protocol === undefined) return [];
  const key = children.find((child) => /^key /.test(child.text))?.text;
  return matching(children, /^(?:address )?(?:ipv[46]) (\S+)/).map(({match}) => ({
    protocol: protocol === 'tacacs' ? 'tacacs+' : protocol === 'ldap' ? 'ldap' : 'radius',
    address: match[1] ?? '',
    keyGrade: keyGrade(key),
  }));
}

function legacy({text}: ConfigNode, shared: ReadonlyMap<string, string>): Server[] {
  const match = /^(radius|tacacs)-server host (\S+)/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return [];
  const key = / key /.test(text) ? text : shared.get(match[1]);
  return [{protocol: match[1] === 'radius' ? 'radius' : 'tacacs+', address: match[2], keyGrade: keyGrade(key)}];
}

function privateServers({text, children}: ConfigNode): Server[] {
  const protocol = /^aaa group server (radius|tacacs\+) /.exec(text)?.[1];
  if (protocol !== 'radius' && protocol !== 'tacacs+') return [];
  return matching(children, /^server-private (\S+)/).map(({node, match}) => ({
    protocol,
    address: match[1] ?? '',
    keyGrade: keyGrade(node.text),
  }));
}

/** Local accounts are asked over the network where no list is called `default`: see `readLogins`. */
function withDefault(all: boolean, methods: readonly Method[]): readonly Method[] {
  if (!all || methods.some(({service, list}) => service === 'login' && list === 'default')) return methods;
  return [...methods, {service: 'login', list: 'default', methods: ['local']}];
}

export function readAaa(config: CiscoConfig): Parsed<DeviceAaa> {
  const {nodes} = config;
  const protocols = groupProtocols(nodes);
  const lines = matching(
    nodes,
    /^aaa (?:authentication (?:login|enable|dot1x)|authorization (?:exec|commands)|accounting (?:exec|commands)) /,
  );
  const methods = lines.map(({node}) => methodOf(node, protocols));
  const understood = methods.filter((method) => method !== null);
  const on = has(nodes, /^aaa new-model$/);
  // What is not there is not known to be so where the end is missing.
  const all = on && config.lacks === null;
  const web = all ? webLogin(nodes) : null;
  const lists = listsOfLines(nodes, withDefault(all, understood), new Set(web?.list == null ? [] : [web.list]));
  const ofWeb: Method[] = web?.list === null ? [{service: 'login', list: 'ip http', methods: web.methods}] : [];
  const shared = new Map(
    matching(nodes, /^(radius|tacacs)-server key /).map(({node, match}) => [match[1] ?? '', node.text]),
  );
  const value: DeviceAaa = {
    enabled: on,
    methods: [...lists.methods, ...ofWeb],
    servers: nodes.flatMap((node) => [...named(node), ...legacy(node, shared), ...privateServers(node)]),
  };
  return told(config, value, understood.length === methods.length && lists.known);
}
