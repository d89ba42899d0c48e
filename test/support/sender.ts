import {command, rootFiles, files, type Ask} from '../../src/model/ask.ts';
import type {Credential, JumpHost} from '../../src/model/asset.ts';
import type {Plan, PlanEntry, ShellEntry, ZonePolicy} from '../../src/model/plan.ts';
import {shellProgram, slotsOf} from '../../src/platforms/shell-script.ts';
import {isInWindow} from '../../src/plan/window.ts';
import {
  createSender,
  CredentialGuard,
  Gate,
  type CredentialSecrets,
  type NewExchange,
  type Sender,
} from '../../src/transports/index.ts';
import {parseKnownHosts} from '../../src/transports/known-hosts.ts';
import type {NmapProgram} from '../../src/transports/nmap/program.ts';
import type {TestServer} from './sshd.ts';

export const officePolicy: ZonePolicy = {
  id: 'office',
  via: ['ssh', 'local'],
  autoPlatform: true,
  costs: ['cheap', 'disk', 'slow'],
  gapMs: 0,
  snmpPerSecond: 1000,
  commandGapMs: 0,
  ports: '',
  connectsPerSecond: 1000,
  connectsAtOnce: 20,
  connectMs: 1000,
  declaredPortsOnly: false,
  sweeps: true,
  activeTrials: true,
  requireApprovedPlan: false,
};

export const someAsks: readonly Ask[] = [
  command('whoami', 'id -un'),
  command('shadow', 'awk -F: \'$1 == "root" {print $1, $3}\' /etc/shadow', {privilege: 'root'}),
  command('either', `id -u; printf '%s' 'a\\b*?[x]!^,:=#"'`, {privilege: 'prefer-root'}),
  ...files('/etc/hostname'),
  ...rootFiles('/etc/shadow', '/etc/sudoers.d/*'),
];

export interface Target {
  readonly asset: string;
  readonly server: TestServer;
  readonly user: string;
  readonly sudo?: Credential['sudo'];
  readonly scope?: Credential['scope'];
  readonly credential?: string;
  readonly zone?: string;
  readonly loadGroup?: string;
}

const secret = (value: string | undefined): {reveal: () => string} | null =>
  value === undefined ? null : {reveal: () => value};

export function entriesFor(target: Target, asks: readonly Ask[] = someAsks): ShellEntry[] {
  const endpoint = {
    via: 'ssh' as const,
    address: target.server.address,
    port: target.server.port,
    credential: target.credential ?? target.asset,
    jump: [],
    legacy: [],
  };
  const entry = (batch: 'user' | 'root', wanted: readonly Ask[]): ShellEntry => ({
    key: `${target.asset}/ssh/${batch}`,
    asset: target.asset,
    zone: target.zone ?? 'office',
    loadGroup: target.loadGroup ?? null,
    platform: 'linux',
    endpoint,
    batch,
    talk: 'shell',
    program: shellProgram(target.sudo === 'nopasswd' ? 'sudo-n' : 'none'),
    slots: slotsOf(wanted),
  });
  if (target.sudo !== 'password') return [entry('user', asks)];
  return [
    entry(
      'user',
      asks.filter(({privilege}) => privilege === 'user'),
    ),
    entry(
      'root',
      asks.filter(({privilege}) => privilege !== 'user'),
    ),
  ];
}

export function planOf(entries: readonly PlanEntry[], windows: Plan['windows'] = {}): Plan {
  return {
    schema: 1,
    entries,
    refusals: [],
    policies: {office: officePolicy},
    windows,
    timezone: 'Asia/Tokyo',
    digest: 'test',
  };
}

export interface SenderInput {
  readonly targets: readonly Target[];
  readonly plan: Plan;
  readonly secrets: Readonly<Record<string, {password?: string; key?: string}>>;
  readonly killSwitches?: readonly string[];
  readonly signal?: AbortSignal;
  readonly stopped?: string[];
  readonly jumpHosts?: readonly JumpHost[];
  /** Locks are shared by all that runs on this machine for one site. */
  readonly site?: string;
  readonly now?: () => Date;
  readonly nmap?: NmapProgram;
}

export function senderFor(input: SenderInput): Sender {
  const credentials = input.targets.map((target): Credential => ({
    name: target.credential ?? target.asset,
    user: target.user,
    password: null,
    key: null,
    passphrase: null,
    agent: false,
    sudo: target.sudo ?? 'none',
    scope: target.scope ?? 'domain',
    snmp: null,
  }));
  const secrets = Object.entries(input.secrets).map(([name, {password, key}]): [string, CredentialSecrets] => [
    name,
    {password: secret(password), key: secret(key), passphrase: null, agentSocket: null},
  ]);
  return createSender({
    plan: input.plan,
    credentials,
    jumpHosts: input.jumpHosts ?? [],
    secrets: new Map(secrets),
    knownHosts: parseKnownHosts(input.targets.map(({server}) => server.knownHosts).join('\n')),
    gate: new Gate({
      plan: input.plan,
      site: input.site ?? 'test',
      isInWindow,
      killSwitches: input.killSwitches ?? [],
      signal: input.signal ?? new AbortController().signal,
      now: input.now ?? (() => new Date()),
    }),
    guard: new CredentialGuard(input.stopped ?? [], (key) => input.stopped?.push(key)),
    enableSecrets: new Map(),
    dialects: new Map(),
    forbiddenPorts: new Set([502]),
    nmap: () => Promise.resolve(input.nmap ?? null),
    onPorts: () => undefined,
    recognises: () => false,
    redactorFor: () => (text) => ({text, count: 0}),
    now: () => (input.now?.() ?? new Date()).getTime(),
    timeouts: {
      connectMs: 5000,
      handshakeMs: 5000,
      authMs: 10_000,
      channelMs: 5000,
      idleKeepAliveMs: 5000,
      helloMs: 8000,
      graceMs: 2000,
      snmpMs: 1000,
      snmpTotalMs: 10_000,
      outsideMs: 60_000,
      dnsMs: 300,
    },
  });
}

export async function collectFrom(sender: Sender, keys: readonly string[]) {
  const exchanges: NewExchange[] = [];
  const sent = await sender.send(keys, new Set(), (more) => exchanges.push(...more));
  return {sent, byAsk: new Map(exchanges.map((exchange) => [exchange.ask, exchange]))};
}
