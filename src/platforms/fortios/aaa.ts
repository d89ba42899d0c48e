import type {DeviceAaa, DeviceBanner} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {edits, flag, settingOf, value, values, type EditNode} from '../config/edit-tree.ts';
import {distinct, sortedBy} from '../text/order.ts';
import {ofConfig, type FortiConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type Server = DeviceAaa['servers'][number];

const servers = [
  {section: 'user radius', protocol: 'radius', keys: ['server', 'secondary-server', 'tertiary-server']},
  {section: 'user tacacs+', protocol: 'tacacs+', keys: ['server', 'secondary-server', 'tertiary-server']},
  {section: 'user ldap', protocol: 'ldap', keys: ['server', 'secondary-server', 'tertiary-server']},
] as const;

interface NamedServer extends Server {
  readonly name: string;
}

function serversOf(node: EditNode): NamedServer[] {
  return servers.flatMap(({section, protocol, keys}) =>
    edits(node, section).flatMap((entry) =>
      keys.flatMap((key) => {
        const address = value(entry, key);
        return address === null || address === '' ? [] : [{name: entry.name, protocol, address, keyGrade: null}];
      }),
    ),
  );
}

/** Administrators that a server is asked about, by the group that names the server. */
function loginMethods(config: FortiConfig, all: readonly NamedServer[]): {methods: string[]; complete: boolean} {
  const admins = edits(config.global, 'system admin');
  const remote = admins.filter((admin) => flag(value(admin, 'remote-auth')) === true);
  const nodes = [config.global, ...config.vdoms.map(({node}) => node)];
  const groups = nodes.flatMap((node) => edits(node, 'user group'));
  const used = new Set(remote.map((admin) => value(admin, 'remote-group')));
  const members = new Set(groups.filter(({name}) => used.has(name)).flatMap((group) => values(group, 'member')));
  const methods: string[] = all.filter(({name}) => members.has(name)).map(({protocol}) => protocol);
  return {methods: [...distinct(methods).sort(), 'local'], complete: remote.length === 0 || methods.length > 0};
}

export const aaaReading: Reading<DeviceAaa> = ofConfig((config) => {
  const nodes = [...new Set([config.global, ...config.vdoms.map(({node}) => node)])];
  const all = nodes.flatMap(serversOf);
  const {methods, complete} = loginMethods(config, all);
  const told: DeviceAaa = {
    enabled: methods.length > 1,
    methods: [{service: 'login', list: 'system admin', methods}],
    servers: sortedBy(all, ({protocol, address}) => `${protocol} ${address}`).map(({name: _name, ...server}) => server),
  };
  return complete ? whole(told) : partial(told, 'unsupported');
}, caution.aaa);

const banners = [
  {setting: 'pre-login-banner', message: 'pre_admin-disclaimer-text', kind: 'login'},
  {setting: 'post-login-banner', message: 'post_admin-disclaimer-text', kind: 'exec'},
] as const;

/** Both are off unless set (FortiOS CLI reference, `config system global`). Their own text need not be set: then the firmware's is shown. */
export const bannerReading: Reading<DeviceBanner> = ofConfig(({global}) => {
  const shown = banners
    .filter(({setting}) => flag(settingOf(global, 'system global', setting)) === true)
    .map(({message, kind}) => {
      const text = settingOf(global, `system replacemsg admin ${message}`, 'buffer');
      return {kind, text: text?.replaceAll(/<[^<>]{0,200}>/g, ' ').trim() ?? ''};
    });
  const told: DeviceBanner = {banners: shown};
  return shown.every(({text}) => text !== '') ? whole(told) : partial(told, 'unsupported');
});
