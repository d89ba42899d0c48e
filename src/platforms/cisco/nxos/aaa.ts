import type {DeviceAaa} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {matching} from '../../config/indented.ts';
import {gradeOf} from '../../text/grade.ts';
import {told, type CiscoConfig} from '../config.ts';
import {words} from '../words.ts';

type Method = DeviceAaa['methods'][number];
type Server = DeviceAaa['servers'][number];

function methodsOf(text: string, protocols: ReadonlyMap<string, string>): string[] {
  const all = words(text);
  const start = all.indexOf('group');
  if (start < 0) return all;
  const end = all.findIndex((word, at) => at > start && /^(?:local|none)$/.test(word));
  const names = all.slice(start + 1, end < 0 ? all.length : end);
  return [...names.map((name) => protocols.get(name) ?? name), ...(end < 0 ? [] : all.slice(end))];
}

function serviceOf(kind: string, list: string): Method['service'] {
  if (kind === 'accounting' || kind === 'authorization') return kind;
  return list === 'console' ? 'console-login' : 'login';
}

function serverOf(text: string, shared: ReadonlyMap<string, string>): Server | null {
  const match = /^(radius|tacacs)-server host (\S+)/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const key = / key ([67] )?(.*)$/.exec(/ key /.test(text) ? text : (shared.get(match[1]) ?? ''));
  const readable = key !== null && key[1] === undefined;
  return {
    protocol: match[1] === 'radius' ? 'radius' : 'tacacs+',
    address: match[2],
    keyGrade: readable ? gradeOf(key[2] ?? '') : null,
  };
}

const methodLine =
  /^aaa (authentication|authorization|accounting) (?:(login|config-commands|commands|ssh-certificate|ssh-publickey) )?(default|console) (.+)$/;

export function readAaa(config: CiscoConfig): Parsed<DeviceAaa> {
  const {nodes} = config;
  const groups = matching(nodes, /^aaa group server (radius|tacacs\+|ldap) (\S+)$/);
  const protocols = new Map(groups.map(({match}) => [match[2] ?? '', match[1] ?? '']));
  const shared = new Map(
    matching(nodes, /^(radius|tacacs)-server key /).map(({node, match}) => [match[1] ?? '', node.text]),
  );
  const methods = matching(nodes, methodLine).map(({match}): Method => {
    const list = [match[2], match[3]].filter((word) => word !== undefined && word !== 'login').join(' ');
    return {service: serviceOf(match[1] ?? '', list), list, methods: methodsOf(match[4] ?? '', protocols)};
  });
  // What is not set is not shown: local accounts are asked then.
  if (config.lacks === null && !methods.some(({service}) => service === 'login'))
    methods.push({service: 'login', list: 'default', methods: ['local']});
  const servers = matching(nodes, /^(?:radius|tacacs)-server host /).map(({node}) => serverOf(node.text, shared));
  const value: DeviceAaa = {
    enabled: methods.some(({methods: each}) => each.some((method) => method !== 'local' && method !== 'none')),
    methods,
    servers: servers.filter((server) => server !== null),
  };
  return told(config, value);
}
