import type {DeviceFacts, DeviceUsers} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {has, matching, type ConfigNode} from '../config/indented.ts';
import {gradeOf} from '../text/grade.ts';
import {byCodeUnit} from '../text/order.ts';
import {configAsk, readTree} from './tree.ts';

const user = /^username (?<name>\S+) password (?<rest>.+?)(?: (?<role>administrator|operator|monitor))?$/;

function usersOf(tree: readonly ConfigNode[]): DeviceUsers['users'] {
  const users = matching(tree, user).map(({match: {groups}}) => {
    const {name = '', rest = '', role} = groups ?? {};
    const plain = !/^(?:hash|secret)\b/.test(rest);
    return {
      ...{
        name,
        privilege: null,
        role: role ?? null,
        administrator: role === undefined ? null : role === 'administrator',
      },
      // Whether what is called a hash can be read back is not known.
      ...{
        enabled: true,
        scheme: plain ? ('plain' as const) : null,
        grade: plain ? gradeOf(rest) : null,
      },
    };
  });
  return users.sort((a, b) => byCodeUnit(a.name, b.name));
}

export const deviceUsers: Reading<DeviceFacts['deviceUsers']> = {
  ask: [configAsk],
  parse(answers) {
    const tree = readTree(answers);
    const users = usersOf(tree);
    const value = {
      ...{users, enable: null, hasPrivilegedMode: false, encryption: null, minLength: null, lockoutAttempts: null},
    };
    const unread = has(tree, /^username /) && matching(tree, /^username /).length !== users.length;
    return unread ? partial(value, 'unsupported') : whole(value);
  },
};

export const deviceAaa: Reading<DeviceFacts['deviceAaa']> = {
  ask: [configAsk],
  parse(answers) {
    const tree = readTree(answers);
    const lists = matching(tree, /^aaa authentication login (?<list>\S+) (?<methods>.+)$/);
    const hosts = matching(tree, /^(?<protocol>radius|tacacs) host (?:ipv?6? )?(?<address>[\w.:-]+)(?<rest>.*)$/);
    const value: DeviceFacts['deviceAaa'] = {
      enabled: lists.length > 0,
      methods: lists.map(({match: {groups}}) => ({
        service: 'login',
        list: groups?.['list'] ?? '',
        methods: (groups?.['methods'] ?? '').split(' ').map((word) => (word === 'tacacs' ? 'tacacs+' : word)),
      })),
      servers: hosts.map(({match: {groups}}) => ({
        protocol: groups?.['protocol'] === 'radius' ? 'radius' : 'tacacs+',
        address: groups?.['address'] ?? '',
        keyGrade: gradeOf(groups?.['rest'] ?? ''),
      })),
    };
    const unread = matching(tree, /^aaa (?!authentication login |enable)/).length > 0;
    return unread ? partial(value, 'unsupported') : whole(value);
  },
};
