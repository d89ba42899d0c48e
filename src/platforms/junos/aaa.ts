import type {DeviceAaa, DeviceBanner} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {leaf, names} from '../config/word-tree.ts';
import {ofConfig} from './config.ts';
import * as caution from '../text/caution.ts';

const methods: Readonly<Record<string, string>> = {
  password: 'local',
  radius: 'radius',
  tacplus: 'tacacs+',
  ldaps: 'ldap',
};

export const aaaReading: Reading<DeviceAaa> = ofConfig((tree) => {
  const server = (protocol: DeviceAaa['servers'][number]['protocol'], section: string): DeviceAaa['servers'] =>
    names(tree, 'system', section).map((address) => ({protocol, address, keyGrade: null}));
  const order = names(tree, 'system', 'authentication-order');
  const told = (order.length > 0 ? order : ['password']).map((method) => methods[method] ?? method);
  const accounting = names(tree, 'system', 'accounting', 'destination').map((method) => methods[method] ?? method);
  return whole({
    enabled: told.some((method) => method !== 'local'),
    methods: [
      {service: 'login', list: 'authentication-order', methods: told},
      ...(accounting.length > 0 ? [{service: 'accounting' as const, list: 'accounting', methods: accounting}] : []),
    ],
    servers: [
      ...server('radius', 'radius-server'),
      ...server('tacacs+', 'tacplus-server'),
      ...server('ldap', 'ldap-server'),
    ],
  });
}, caution.aaa);

const readable = (text: string): string => text.replaceAll('\\n', '\n').replaceAll('\\t', ' ').trim();

/** `message` stands before the login, `announcement` after it. */
export const bannerReading: Reading<DeviceBanner> = ofConfig((tree) => {
  const kinds = [
    {kind: 'login', key: 'message'},
    {kind: 'motd', key: 'announcement'},
  ] as const;
  const banners = kinds.flatMap(({kind, key}) => {
    const text = leaf(tree, 'system', 'login', key);
    return text === null ? [] : [{kind, text: readable(text)}];
  });
  return whole({banners});
});
