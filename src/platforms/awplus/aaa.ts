import type {DeviceAaa, DeviceBanner} from '../../model/device/index.ts';
import {partial} from '../../model/probe.ts';
import {aaaMethods} from '../config/aaa-methods.ts';
import {listsOfLines} from '../config/line-lists.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readIf, readStatements, type Statement} from '../config/statements.ts';
import {gradeOf} from '../text/grade.ts';
import {bannerLogin} from './config.ts';

type Service = DeviceAaa['methods'][number]['service'];

function add(service: Service, draft: DeviceAaa, list: string, methods: string): void {
  draft.methods.push({service, list, methods: aaaMethods(methods)});
}

const authentication: Readonly<Record<string, Service>> = {
  login: 'login',
  enable: 'enable',
  dot1x: 'dot1x',
};

const server = /^(radius|tacacs)-server host (\S{1,128})(?: (.{1,700}))?$/;

function addServer(draft: DeviceAaa, kind: string, address: string, rest = ''): void {
  const protocol = kind === 'radius' ? 'radius' : 'tacacs+';
  draft.servers.push({protocol, address, keyGrade: gradeOf(rest)});
}

const statements: readonly Statement<DeviceAaa>[] = [
  {
    pattern: /^aaa authentication (login|enable|dot1x) (\S{1,64}) (.{1,200})$/,
    read: (draft, [, name = '', list = '', methods = '']) => {
      const service = authentication[name];
      if (service === undefined) return readIf(false);
      add(service, draft, list, methods);
      return undefined;
    },
  },
  {pattern: /^aaa authentication (?:auth-mac|auth-web|openvpn|isakmp)\b/},
  {
    pattern: /^aaa authorization (?:commands \d{1,2}|config-commands|exec) (\S{1,64}) (.{1,200})$/,
    read: (draft, [, list = '', methods = '']) => add('authorization', draft, list, methods),
  },
  {pattern: /^aaa authorization config-commands$/},
  {
    pattern: /^aaa accounting (?:login|commands \d{1,2}) (\S{1,64}) (?:start-stop|stop-only) (.{1,200})$/,
    read: (draft, [, list = '', methods = '']) => add('accounting', draft, list, methods),
  },
  {pattern: /^aaa accounting (?:login|commands \d{1,2}) \S{1,64} none$/},
  {pattern: /^aaa accounting (?:dot1x|auth-mac|auth-web|update)\b/},
  {pattern: /^aaa (?:local authentication|group server|login fail-delay)\b/},
  {pattern: server, read: (draft, [, kind = '', address = '', rest]) => addServer(draft, kind, address, rest)},
  {pattern: /^(?:radius|tacacs)-server (?:timeout|retransmit|deadtime) \d{1,6}$/},
  {
    pattern: /^(radius|tacacs)-server key (.{1,700})$/,
    read: (draft, [, kind, text = '']) => {
      const protocol = kind === 'radius' ? 'radius' : 'tacacs+';
      for (const one of draft.servers) if (one.protocol === protocol) one.keyGrade ??= gradeOf(text);
    },
  },
];

/** Servers stand before the key that they share, whatever the order of the lines. */
function keysLast(config: RunningConfig) {
  const shared = (text: string): boolean => /^(?:radius|tacacs)-server key /.test(text);
  return [...config.nodes.filter(({text}) => !shared(text)), ...config.nodes.filter(({text}) => shared(text))];
}

export function readAaa(config: RunningConfig) {
  const draft: DeviceAaa = {enabled: true, methods: [], servers: []};
  const topic = /^(?:aaa (?:authentication|authorization|accounting|local|group|login)|(?:radius|tacacs)-server)\b/;
  const understood = readStatements(keysLast(config), topic, statements, draft);
  const {methods, known} = listsOfLines(config.nodes, draft.methods);
  return told({...draft, methods}, config, understood && known);
}

export function readBanner(config: RunningConfig) {
  const draft: DeviceBanner = {banners: []};
  const understood = readStatements(
    config.nodes,
    /^(?:no )?banner\b/,
    [
      {
        pattern: /^banner (motd|exec) (.{1,1200})$/,
        read: ({banners}, [, kind, text = '']) => banners.push({kind: kind === 'motd' ? 'motd' : 'exec', text}),
      },
      {pattern: /^no banner (?:motd|exec|login)$/},
    ],
    draft,
  );
  const login = bannerLogin(config.text);
  if (login === null) return told(draft, config, understood);
  draft.banners.unshift({kind: 'login', text: login});
  // Where the text ends is not marked for certain.
  return login === '' ? partial(draft, 'unsupported') : told(draft, config, understood);
}
