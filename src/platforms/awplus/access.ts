import type {DeviceAccess} from '../../model/device/index.ts';
import {lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {restricts} from '../config/restriction.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import {aclsOf} from './acls.ts';

type Plane = DeviceAccess['planes'][number];
type Line = DeviceAccess['lines'][number];

interface Draft {
  /** By service and version of IP. */
  readonly services: Map<string, boolean>;
  sshPort: number;
  vtyAcl: string | null;
  sshVersion: DeviceAccess['sshVersion'];
  keyBits: number | null;
}

const statements: readonly Statement<Draft>[] = [
  {
    pattern: /^(no )?service (ssh|telnet|http)(?: (ip|ipv6))?$/,
    read: ({services}, [, no, name = '', only]) => {
      for (const version of only === undefined ? ['ip', 'ipv6'] : [only])
        services.set(`${name} ${version}`, no === undefined);
    },
  },
  {
    pattern: /^ssh server (?:(v1v2|v2only) ?)?(\d{1,5})?$/,
    read: (draft, [, version, port]) => {
      if (version !== undefined) draft.sshVersion = version === 'v2only' ? '2' : '1.99';
      if (port !== undefined) draft.sshPort = Number(port);
    },
  },
  {
    pattern:
      /^ssh server (?:allow-users|deny-users|session-timeout|login-timeout|max-startups|max-auth-tries|scp|sftp|authentication|resolve-host|secure-algs)\b/,
  },
  {pattern: /^no ssh server (?:scp|sftp|authentication|resolve-host)\b/},
  {pattern: /^vty access-class (\S{1,64})$/, read: (draft, [, acl = '']) => (draft.vtyAcl = acl)},
  {
    pattern: /^crypto key generate hostkey (?:rsa )?(\d{3,5})$/,
    read: (draft, [, bits]) => (draft.keyBits = Number(bits)),
  },
];

const protocols = {ssh: 22, telnet: 23, http: 80} as const;

const timeout = /^exec-timeout (\d{1,6})(?: (\d{1,6}))?$/;

/** Minutes and seconds; ten minutes where nothing is configured. Source: AlliedWare Plus command reference, exec-timeout. */
function idleSeconds(nodes: readonly ConfigNode[]): number {
  const [, minutes = '10', seconds = '0'] = matching(nodes, timeout).at(-1)?.match ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/** Local accounts alone, unless the list of methods says otherwise. Source: command reference, aaa authentication login. */
function loginBy({nodes}: RunningConfig, line: ConfigNode): Line['login'] {
  const list = lastValue(line.children, /^login authentication (\S{1,64})$/) ?? 'default';
  const methods = matching(nodes, /^aaa authentication login (\S{1,64}) (.{1,200})$/).filter(
    ({match}) => match[1] === list,
  );
  const last = methods.at(-1)?.match[2];
  if (last === undefined) return list === 'default' ? 'local' : null;
  return last.trim() === 'local' ? 'local' : 'aaa';
}

const lineName = /^line (con|console|aux|vty) (\d{1,3}(?: \d{1,3})?)$/;
const lineText =
  /^(?:exec-timeout \d{1,6}(?: \d{1,6})?|no exec-timeout|login authentication \S{1,64}|length \d{1,4}|speed \d{1,7}|privilege level \d{1,2}|flowcontrol hardware|history max \d{1,5}|line-monitor|service advanced-vty)$/;

function linesOf(config: RunningConfig, remote: readonly string[], acl: string | null): Line[] {
  return matching(config.nodes, lineName).map(({node, match}) => {
    const vty = match[1] === 'vty';
    return {
      name: `${match[1] ?? ''} ${match[2] ?? ''}`,
      kind: vty ? ('remote' as const) : match[1] === 'aux' ? ('aux' as const) : ('console' as const),
      idleTimeoutSeconds: node.children.some(({text}) => text === 'no exec-timeout') ? 0 : idleSeconds(node.children),
      login: loginBy(config, node),
      grade: null,
      transports: vty ? [...remote] : [],
      acl: vty ? acl : null,
    };
  });
}

/** Off only where both versions of IP are: a line may speak of one alone. */
function stateOf(services: Draft['services'], name: string): boolean | null {
  const [v4, v6] = [services.get(`${name} ip`), services.get(`${name} ipv6`)];
  if (v4 === true || v6 === true) return true;
  return v4 === false && v6 === false ? false : null;
}

function planesOf({services, sshPort, vtyAcl}: Draft, config: RunningConfig): Plane[] {
  const restricted = vtyAcl === null ? false : restricts(aclsOf(config), vtyAcl);
  return (['http', 'ssh', 'telnet'] as const).flatMap((protocol) => {
    const enabled = stateOf(services, protocol);
    if (enabled === null) return [];
    const limits = protocol === 'http' ? {restricted: null, acl: null} : {restricted, acl: vtyAcl};
    const port = protocol === 'ssh' ? sshPort : protocols[protocol];
    return [{protocol, enabled, port, ...limits, interfaces: []}];
  });
}

const topic = /^(?:(?:no )?service (?:ssh|telnet|http)\b|(?:no )?ssh server\b|vty \S|crypto key generate hostkey\b)/;

/** A service that the configuration does not name is left out: which ones run by themselves changed between versions. */
export function readAccess(config: RunningConfig) {
  const draft: Draft = {services: new Map(), sshPort: 22, vtyAcl: null, sshVersion: null, keyBits: null};
  const understood = readStatements(config.nodes, topic, statements, draft);
  const planes = planesOf(draft, config);
  const remote = planes.filter(({protocol, enabled}) => enabled && protocol !== 'http').map(({protocol}) => protocol);
  const lines = linesOf(config, remote, draft.vtyAcl);
  const readLines = matching(config.nodes, /^line /).every(
    ({node}) => lineName.test(node.text) && node.children.every(({text}) => lineText.test(text)),
  );
  const {sshVersion, keyBits: sshKeyBits} = draft;
  const value: DeviceAccess = {
    planes,
    lines,
    sshVersion,
    sshCiphers: null,
    sshMacs: null,
    sshKex: null,
    sshKeyBits,
    tlsVersions: null,
  };
  return told(value, config, understood && readLines && planes.length === 3);
}
