import type {DeviceAaa, DeviceBanner} from '../../model/device/index.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import {gradeOf} from '../text/grade.ts';
import {unquoted} from '../text/quotes.ts';

type Service = DeviceAaa['methods'][number]['service'];

function add(draft: DeviceAaa, service: Service, list: string, text: string): void {
  const methods = text.split(/\s+/).filter((word) => word !== '' && word !== 'group');
  draft.methods.push({service, list: unquoted(list), methods: methods.map(unquoted)});
}

const name = String.raw`("[^"]{1,64}"|\S{1,64})`;

const statements: readonly Statement<DeviceAaa>[] = [
  {pattern: /^aaa authentication (?:login|enable) (?:end-by-reject|console|attribute-user-per-method)\b/},
  {
    pattern: new RegExp(`^aaa authentication (login|enable|dot1x) ${name} (.{1,160})$`),
    read: (draft, [, service, list = '', methods = '']) =>
      add(draft, service === 'login' ? 'login' : service === 'enable' ? 'enable' : 'dot1x', list, methods),
  },
  {pattern: /^aaa authentication (?:mac-authentication|web-authentication)\b/},
  {pattern: /^aaa authorization (?:commands console|network)\b/},
  {
    pattern: /^aaa authorization commands (default) (.{1,160})$/,
    read: (draft, [, list = '', methods = '']) => add(draft, 'authorization', list, methods),
  },
  {
    pattern: /^aaa accounting (?:exec|commands [\d-]{1,5}) (default) (?:start-stop|stop-only) (.{1,160})$/,
    read: (draft, [, list = '', methods = '']) => add(draft, 'accounting', list, methods.replace(/^broadcast /, '')),
  },
  {pattern: /^aaa accounting (?:dot1x|mac-authentication|web-authentication|network)\b/},
  {pattern: /^aaa group server \S/},
  {
    pattern: /^(radius|tacacs)-server host (\S{1,128})(?: (.{1,400}))?$/,
    read: ({servers}, [, kind, address = '', rest = '']) => {
      servers.push({
        protocol: kind === 'radius' ? 'radius' : 'tacacs+',
        address: unquoted(address),
        keyGrade: gradeOf(rest),
      });
    },
  },
  {pattern: /^(?:radius|tacacs)-server (?:timeout|retransmit|dead-interval|attribute|key) /},
];

/** A key that all servers of one kind share stands for those without one of their own. */
function shareKeys({servers}: DeviceAaa, {nodes}: RunningConfig): void {
  for (const {text} of nodes) {
    const kind = /^(radius|tacacs)-server key /.exec(text)?.[1];
    const protocol = kind === 'radius' ? 'radius' : 'tacacs+';
    if (kind === undefined) continue;
    for (const server of servers) if (server.protocol === protocol) server.keyGrade ??= gradeOf(text);
  }
}

export function readAaa(config: RunningConfig) {
  const draft: DeviceAaa = {enabled: null, methods: [], servers: []};
  const topic = /^(?:aaa|radius-server|tacacs-server)\b/;
  const understood = readStatements(config.nodes, topic, statements, draft);
  draft.enabled = draft.methods.length > 0;
  shareKeys(draft, config);
  return told(draft, config, understood);
}

/** `banner login encode "…"`: the text in Base64. Only what is shown at FTP is left out. */
export function readBanner(config: RunningConfig) {
  const draft: DeviceBanner = {banners: []};
  const understood = readStatements(
    config.nodes,
    /^banner\b/,
    [
      {
        pattern: /^banner (login|motd) encode ("[A-Za-z0-9+/=]{1,4000}"|[A-Za-z0-9+/=]{1,4000})$/,
        read: ({banners}, [, kind, text = '']) => {
          const plain = Buffer.from(unquoted(text), 'base64').toString('utf8').trim();
          banners.push({kind: kind === 'motd' ? 'motd' : 'login', text: plain});
        },
      },
      {pattern: /^banner (?:login-ftp|motd-ftp) /},
    ],
    draft,
  );
  return told(draft, config, understood);
}
