import {askId, type Ask, type CliAsk, type SnmpAsk} from '../model/ask.ts';
import type {Credential} from '../model/asset.ts';
import type {Leave} from '../model/leave.ts';
import {canonicalJson} from '../model/canonical.ts';
import type {Privilege} from '../model/evidence.ts';
import type {CliText, OutsideText, PowerShellText, ShellText, SnmpText, ZonePolicy} from '../model/plan.ts';
import type {Platform} from '../model/platform.ts';
import type {Probe} from '../model/probe.ts';
import {identifySnmp, identifyText} from '../platforms/identification.ts';
import {shellProgram, slotsOf} from '../platforms/shell-script.ts';
import {isWindowsAsk, type WindowsAsk} from '../model/windows-ask.ts';
import {windowsCommands} from '../platforms/windows/login-shell.ts';
import {powershellLine, powershellProgram} from '../platforms/windows/program.ts';
import {windowsSystemAsk} from '../probes/asks/windows-version.ts';
import {readingsOf} from '../readings.ts';
import {controlText, outsideText, type ControlLeave, type OutsideAccess} from './outside.ts';

/** What questions may cost, and what stands for that. */
type Costs = Pick<ZonePolicy, 'id' | 'costs'>;

/** Everything that may be said to assets of a platform under a policy. Entries that ask the same share one text by reference. */
export interface Texts {
  shell(platform: Platform, policy: Costs, sudo: Credential['sudo'], batch: Privilege): ShellText;
  powershell(platform: Platform, policy: Costs): PowerShellText;
  /** null: the platform has no command line of its own. */
  cli(platform: Platform, policy: Costs): CliText | null;
  /** `without`: a platform whose questions are asked already. */
  snmp(platform: Platform, policy: ZonePolicy, without: Platform | null): SnmpText;
  identify(candidates: readonly Platform[]): CliText;
  /** See `outsideText`. */
  outside(policy: ZonePolicy, access: OutsideAccess, trials: Leave | null): OutsideText | null;
  /** See `controlText`. */
  control(leave: ControlLeave): OutsideText;
}

/** Asks of all probes for one platform that a policy allows, each once, in the probes' order. */
function asksFor(platform: string, probes: readonly Probe[], policy: Costs): Ask[] {
  const byId = new Map<string, Ask>();
  for (const probe of probes) {
    if (!policy.costs.includes(probe.cost)) continue;
    for (const ask of readingsOf(probe, platform).flatMap((reading) => reading.ask)) {
      if (ask.kind !== 'files' && !policy.costs.includes(ask.cost)) continue;
      const id = askId(ask);
      const earlier = byId.get(id);
      if (earlier && canonicalJson(earlier) !== canonicalJson(ask))
        throw new Error(`two different asks are named ${id}`);
      byId.set(id, ask);
    }
  }
  return [...byId.values()];
}

function once<T>(): (key: unknown, make: () => T) => T {
  const made = new Map<string, T>();
  return (key, make) => {
    const name = canonicalJson(key);
    const known = made.get(name);
    if (known !== undefined) return known;
    const text = make();
    made.set(name, text);
    return text;
  };
}

/** Questions of the login user before those that want privileged mode: the mode is entered once. */
function inOrder(asks: readonly CliAsk[]): CliAsk[] {
  return [...asks.filter(({privilege}) => privilege === 'user'), ...asks.filter(({privilege}) => privilege === 'root')];
}

function shellText(asks: readonly Ask[], sudo: Credential['sudo'], batch: Privilege): ShellText {
  const asked = asks.filter(({kind, privilege}) => {
    if (kind !== 'command' && kind !== 'files') return false;
    return sudo !== 'password' || (batch === 'user') === (privilege === 'user');
  });
  return {talk: 'shell', program: shellProgram(sudo === 'nopasswd' ? 'sudo-n' : 'none'), slots: slotsOf(asked)};
}

/** The clock is read first: its bounds are as narrow as its answer comes early. */
function clockFirst(asks: readonly WindowsAsk[]): WindowsAsk[] {
  const [clock, others] = [true, false].map((wanted) => asks.filter(({id}) => (id === windowsSystemAsk.id) === wanted));
  return [...(clock ?? []), ...(others ?? [])];
}

function powershellText(asks: readonly Ask[]): PowerShellText {
  const lines = clockFirst(asks.filter(isWindowsAsk)).map((ask, index) => ({
    index,
    ask,
    line: powershellLine(ask, index),
  }));
  return {talk: 'powershell', commands: windowsCommands, program: powershellProgram, lines};
}

function cliText({cli}: Platform, asks: readonly Ask[]): CliText | null {
  if (cli === undefined) return null;
  const {start, enable, pager, finish} = cli;
  const [command, nextPage] = [enable?.command ?? null, pager?.answer ?? null];
  const asked = asks.filter((ask): ask is CliAsk => ask.kind === 'cli');
  return {talk: 'cli', start, enable: command, nextPage, asks: inOrder(asked), finish};
}

const isSnmp = (ask: Ask): ask is SnmpAsk => ask.kind === 'snmp';

/** `asked`: what another entry asks the agent already, of which it is known then what it is; null: there is no other entry. */
function snmpText(asks: readonly Ask[], asked: readonly Ask[] | null): SnmpText {
  const known = asked === null ? [identifySnmp] : asked.filter(isSnmp);
  const more = asks.filter(isSnmp).filter(({id}) => known.every((ask) => ask.id !== id));
  return {talk: 'snmp', asks: asked === null ? [identifySnmp, ...more] : more};
}

export function textsOf(probes: readonly Probe[], forbiddenPorts: ReadonlySet<number>): Texts {
  const dialogues = probes.flatMap(({outside}) => outside?.dialogues ?? []);
  const shells = once<ShellText>();
  const windows = once<PowerShellText>();
  const lines = once<CliText | null>();
  const agents = once<SnmpText>();
  const identifications = once<CliText>();
  const views = once<OutsideText | null>();
  const controls = once<OutsideText>();
  const asksOf = (platform: Platform, policy: Costs): Ask[] => asksFor(platform.id, probes, policy);
  return {
    shell: (platform, policy, sudo, batch) =>
      shells([platform.id, policy.id, sudo, batch], () => shellText(asksOf(platform, policy), sudo, batch)),
    powershell: (platform, policy) => windows([platform.id, policy.id], () => powershellText(asksOf(platform, policy))),
    cli: (platform, policy) => lines([platform.id, policy.id], () => cliText(platform, asksOf(platform, policy))),
    snmp: (platform, policy, without) =>
      agents([platform.id, policy.id, without?.id ?? null], () =>
        snmpText(asksOf(platform, policy), without === null ? null : asksOf(without, policy)),
      ),
    identify: (candidates) =>
      identifications(
        candidates.map(({id}) => id),
        () => identifyText(candidates),
      ),
    outside: (policy, access, trials) =>
      views([policy.id, access, trials], () => outsideText({policy, dialogues, forbiddenPorts, trials}, access)),
    control: (leave) => controls(leave, () => controlText(dialogues, leave)),
  };
}
