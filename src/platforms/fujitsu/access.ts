import type {DeviceAccess, DeviceFacts, DeviceUsers} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {unknownAlgorithms} from '../config/unknown-algorithms.ts';
import {isBroad} from '../text/breadth.ts';
import {gradeOf} from '../text/grade.ts';
import {definitionsOf} from './rules.ts';
import {configAsk, find, readDuration, readSettings, setting} from './settings.ts';

type Settings = readonly string[];
type Plane = DeviceAccess['planes'][number];

const servers: readonly {readonly word: string; readonly protocol: Plane['protocol']; readonly port: number}[] = [
  {word: 'ftp', protocol: 'ftp', port: 21},
  {word: 'http', protocol: 'http', port: 80},
  {word: 'ssh', protocol: 'ssh', port: 22},
  {word: 'telnet', protocol: 'telnet', port: 23},
];

/** `serverinfo telnet filter 0 accept acl 10`, `… filter default reject`: whom a server answers. */
function limits(settings: Settings, word: string): Pick<Plane, 'restricted' | 'acl'> {
  const rules = find(
    settings,
    new RegExp(`^serverinfo ${word} filter (?:\\d+|default) (?<act>accept|reject)(?: acl (?<acl>\\d+))?`),
  );
  const accepted = rules.filter(({groups}) => groups['act'] === 'accept').flatMap(({groups}) => groups['acl'] ?? []);
  if (rules.length === 0) return {restricted: false, acl: null};
  const closed = rules.some(({line}) => / filter default reject$/.test(line));
  const definitions = definitionsOf(settings);
  const everybody = (acl: string): boolean =>
    (definitions.get(acl) ?? []).every((line) => isBroad(/^acl \d+ ip (\S{1,64}) /.exec(line)?.[1] ?? 'any'));
  const bare = rules.some(({groups}) => groups['act'] === 'accept' && groups['acl'] === undefined);
  const open = bare || accepted.some(everybody);
  return {
    restricted: closed && !open,
    acl: accepted.length === 0 ? null : accepted.map((acl) => `acl ${acl}`).join(' '),
  };
}

/** null: nothing is set. TELNET works then: a router as delivered has no such setting, and answers. */
function stateOf(settings: Settings, word: string): boolean | null {
  const told = setting(settings, `serverinfo ${word} ip`);
  const six = setting(settings, `serverinfo ${word} ip6`);
  if (six === 'on') return true;
  // A server that is switched off for IPv4 may answer to IPv6 where that is in use.
  if (told === 'off' && six !== 'off' && settings.some((line) => / ip6 use on$/.test(line))) return null;
  return told === 'on' ? true : told === 'off' ? false : word === 'telnet' && told === null ? true : null;
}

function planesOf(settings: Settings): Plane[] {
  return servers.flatMap(({word, protocol, port}) => {
    const enabled = stateOf(settings, word);
    return enabled === null ? [] : [{protocol, enabled, port, ...limits(settings, word), interfaces: []}];
  });
}

function passwordOf(settings: Settings, name: string): Pick<DeviceUsers['users'][number], 'scheme' | 'grade'> {
  const told = setting(settings, `password ${name} set`);
  if (told === null) return {scheme: 'none', grade: null};
  // How an encrypted one is made is not published.
  return / encrypted$/.test(told) ? {scheme: null, grade: null} : {scheme: 'plain', grade: gradeOf(told)};
}

export const deviceUsers: Reading<DeviceFacts['deviceUsers']> = {
  ask: [configAsk],
  parse(answers) {
    const settings = readSettings(answers);
    const administrator = passwordOf(settings, 'admin');
    const user = passwordOf(settings, 'user');
    const common = {privilege: null, enabled: true};
    const value: DeviceFacts['deviceUsers'] = {
      users: [
        {name: 'admin', role: 'admin', administrator: true, ...common, ...administrator},
        ...(user.scheme === 'none' ? [] : [{name: 'user', role: 'user', administrator: false, ...common, ...user}]),
      ],
      ...{enable: administrator, hasPrivilegedMode: true, encryption: null, minLength: null, lockoutAttempts: null},
    };
    // Users of an AAA group may log in, too, and are not told apart from those that dial in.
    return settings.some((line) => /^aaa \d+ user \d+ /.test(line)) ? partial(value, 'unsupported') : whole(value);
  },
};

export const deviceAccess: Reading<DeviceFacts['deviceAccess']> = {
  ask: [configAsk],
  parse(answers) {
    const settings = readSettings(answers);
    const planes = planesOf(settings);
    const open = planes.filter(({protocol, enabled}) => enabled && (protocol === 'telnet' || protocol === 'ssh'));
    const idle = (word: string): number | null => readDuration(setting(settings, `${word} autologout`) ?? '');
    const login = passwordOf(settings, 'admin').scheme === 'none' ? ('none' as const) : ('local' as const);
    const common = {grade: null, acl: null};
    const value: DeviceFacts['deviceAccess'] = {
      planes,
      lines: [
        {name: 'console', kind: 'console', idleTimeoutSeconds: idle('consoleinfo'), login, transports: [], ...common},
        {
          ...{name: 'remote', kind: 'remote', idleTimeoutSeconds: idle('telnetinfo'), login},
          ...{transports: open.map(({protocol}) => protocol), ...common},
        },
      ],
      ...unknownAlgorithms,
    };
    return planes.length === servers.length ? whole(value) : partial(value, 'unsupported');
  },
};
