import type {DeviceAccess} from '../../model/device/index.ts';
import {restricts} from '../config/restriction.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import {aclsOf} from './acls.ts';
import {areLinesRead, linesOf} from './lines.ts';

type Plane = DeviceAccess['planes'][number];

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
  return told(value, config, understood && areLinesRead(config) && planes.length === 3);
}
