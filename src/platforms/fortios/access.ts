import type {DeviceAccess} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {edits, flag, number, sections, settingOf, value, values, type EditNode} from '../config/edit-tree.ts';
import {sortedBy} from '../text/order.ts';
import {ofConfig, type FortiConfig} from './config.ts';
import {trustedHosts} from './users.ts';
import * as caution from '../text/caution.ts';

type Plane = DeviceAccess['planes'][number];

/** Names in `allowaccess`, the setting of the port, and the port without it (FortiOS CLI reference, `config system global`). */
const kinds = [
  {protocol: 'ssh', word: 'ssh', setting: 'admin-ssh-port', port: 22},
  {protocol: 'telnet', word: 'telnet', setting: 'admin-telnet-port', port: 23},
  {protocol: 'http', word: 'http', setting: 'admin-port', port: 80},
  {protocol: 'https', word: 'https', setting: 'admin-sport', port: 443},
  {protocol: 'remote-setup', word: 'fgfm', setting: null, port: 541},
] as const;

function ipv6Access(port: EditNode): readonly string[] {
  return sections(port, 'ipv6').flatMap((section) => values(section, 'ip6-allowaccess'));
}

/** Further addresses of a port are open by themselves. */
function ipv4Access(port: EditNode): readonly string[] {
  return [port, ...edits(port, 'secondaryip')].flatMap((node) => values(node, 'allowaccess'));
}

/** Local-in policies that deny may limit who comes: what they leave open is not worked out. */
function localIn(config: FortiConfig): boolean {
  return config.vdoms.some(({node}) =>
    ['firewall local-in-policy', 'firewall local-in-policy6'].some((name) => edits(node, name).length > 0),
  );
}

function restricted(config: FortiConfig, ipv6: boolean): boolean | null {
  const trusted = trustedHosts(config.global, ipv6);
  return trusted !== true && localIn(config) ? null : trusted;
}

/** `admin-https-redirect` was off by itself in older versions and is on in newer ones. */
function planes(config: FortiConfig, global: (key: string) => string | null): {planes: Plane[]; complete: boolean} {
  const ports = edits(config.global, 'system interface').filter((port) => value(port, 'status') !== 'down');
  const redirect = flag(global('admin-https-redirect'));
  const found = kinds.map(({protocol, word, setting, port}): Plane => {
    const on = ports.filter((each) => [...ipv4Access(each), ...ipv6Access(each)].includes(word));
    const off = (word === 'telnet' && global('admin-telnet') === 'disable') || (word === 'http' && redirect === true);
    const ipv6 = on.some((each) => ipv6Access(each).includes(word));
    const enabled = on.length > 0 && !off;
    return {
      protocol,
      enabled,
      port: setting === null ? port : number(global(setting) ?? String(port)),
      // Managers that the device itself calls are no administrators: trusted hosts do not bind them.
      restricted: enabled && word !== 'fgfm' ? restricted(config, ipv6) : null,
      acl: null,
      interfaces: enabled ? sortedBy(on, ({name}) => name).map(({name}) => name) : [],
    };
  });
  const doubtful = redirect === null && found.some(({protocol, enabled}) => protocol === 'http' && enabled);
  return {planes: found.filter(({protocol}) => !(doubtful && protocol === 'http')), complete: !doubtful};
}

const tlsNames: Readonly<Record<string, string>> = {
  'tlsv1-0': 'TLSv1.0',
  'tlsv1-1': 'TLSv1.1',
  'tlsv1-2': 'TLSv1.2',
  'tlsv1-3': 'TLSv1.3',
};

function words(text: string | null): string[] | null {
  return text === null || text === '' ? null : text.split(' ');
}

/** Minutes; `admintimeout` is 5 unless set, `admin-console-timeout` (seconds) 0 unless set: then `admintimeout` counts. */
function lines(global: (key: string) => string | null, console: string | null): DeviceAccess['lines'] {
  const minutes = number(global('admintimeout') ?? '5');
  const remote = minutes === null ? null : minutes * 60;
  const own = number(global('admin-console-timeout') ?? '0');
  const line = {login: 'local' as const, grade: null, transports: [], acl: null};
  return [
    ...(console === 'disable'
      ? []
      : [{...line, name: 'console', kind: 'console' as const, idleTimeoutSeconds: own === 0 ? remote : own}]),
    {...line, name: 'admin', kind: 'remote', idleTimeoutSeconds: remote},
  ];
}

export const accessReading: Reading<DeviceAccess> = ofConfig((config) => {
  const global = (key: string): string | null => settingOf(config.global, 'system global', key);
  const found = planes(config, global);
  const version1 = flag(global('admin-ssh-v1'));
  const tls = words(global('admin-https-ssl-versions'));
  const setting = (key: string): string[] | null =>
    words(settingOf(config.global, 'system ssh-config', key) ?? global(key));
  const value: DeviceAccess = {
    planes: found.planes,
    lines: lines(global, settingOf(config.global, 'system console', 'login')),
    // Off unless set: FortiOS CLI reference, `admin-ssh-v1`; from 7.x on there is none
    sshVersion: version1 === true ? '1.99' : '2',
    sshCiphers: setting('ssh-enc-algo'),
    sshMacs: setting('ssh-mac-algo'),
    sshKex: setting('ssh-kex-algo'),
    sshKeyBits: null,
    tlsVersions: tls?.map((name) => tlsNames[name] ?? name) ?? null,
  };
  return found.complete ? whole(value) : partial(value, 'unsupported');
}, caution.nothing);
