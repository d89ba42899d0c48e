import type {Access, Asset, Zone} from '../model/asset.ts';
import {wireAsk, type Dialogue, type PortsAsk, type WireAsk} from '../model/outside.ts';
import type {OutsideText, ZonePolicy} from '../model/plan.ts';
import {portsOf, writePorts} from '../model/port-list.ts';

export type OutsideAccess = Extract<Access, {via: 'nmap'}>;

/** What an asset may be asked from outside. */
export interface OutsideRules {
  readonly policy: ZonePolicy;
  readonly dialogues: readonly Dialogue[];
  /** Ports of control protocols. */
  readonly forbiddenPorts: ReadonlySet<number>;
  readonly trials: boolean;
}

const holds = (until: string, today: string): boolean => until >= today;

/** Whether a zone opted into trials, under a policy that lets it. */
export function mayTry({trials}: Zone, policy: ZonePolicy, today: string): boolean {
  return policy.activeTrials && trials !== undefined && holds(trials.until, today);
}

/** Control protocols by which the asset may be asked what it is. */
export function mayRead({controlProtocols}: Asset, today: string): readonly string[] {
  return controlProtocols !== undefined && holds(controlProtocols.until, today) ? controlProtocols.read : [];
}

/** Ports at which the inventory says that a service runs to which a dialogue speaks: `https/8443`. */
function declaredPorts(services: readonly string[], {service, also = []}: Dialogue): number[] {
  return services.flatMap((text) => {
    const [name = '', port] = text.split('/');
    return name === service || also.includes(name) ? [Number(port)] : [];
  });
}

function dialoguesAt(rules: OutsideRules, {services}: OutsideAccess, ports: ReadonlySet<number>): WireAsk[] {
  const {dialogues, policy, forbiddenPorts, trials} = rules;
  const meant = dialogues.filter((dialogue) => dialogue.class === 'read' || (dialogue.class === 'trial' && trials));
  return meant.flatMap((dialogue) => {
    const usual = dialogue.ports.filter((port) =>
      dialogue.transport === 'tcp' ? ports.has(port) : !policy.declaredPortsOnly,
    );
    const all = [...new Set([...usual, ...declaredPorts(services, dialogue)])].sort((a, b) => a - b);
    return all.filter((port) => !forbiddenPorts.has(port)).map((port) => wireAsk(dialogue, port));
  });
}

/** Which ports are open, and what answers at them; nothing where no port may be touched. */
function portsAndDialogues(rules: OutsideRules, access: OutsideAccess): OutsideText['asks'] {
  const {policy, forbiddenPorts, dialogues} = rules;
  const overTcp = dialogues.filter(({transport}) => transport === 'tcp');
  const declared = overTcp.flatMap((dialogue) => declaredPorts(access.services, dialogue));
  const wanted = [...portsOf(access.ports ?? policy.ports), ...declared].filter((port) => !forbiddenPorts.has(port));
  if (wanted.length === 0) return [];
  const {tool} = access;
  const ports: PortsAsk = {
    kind: 'ports',
    id: 'tcp-ports',
    ports: writePorts(wanted),
    tool,
    privilege: 'user',
    cost: 'cheap',
  };
  return [ports, ...dialoguesAt(rules, access, new Set(wanted))];
}

function controlAsks({dialogues}: OutsideRules, protocols: readonly string[]): WireAsk[] {
  const meant = dialogues.filter((dialogue) => dialogue.class === 'control' && protocols.includes(dialogue.service));
  return meant.flatMap((dialogue) => dialogue.ports.map((port) => wireAsk(dialogue, port)));
}

/**
 * What one address is asked from outside; null where nothing may be. `access`: null where only that is asked which its owner
 * gave leave for, by the control protocols named.
 */
export function outsideText(
  rules: OutsideRules,
  access: OutsideAccess | null,
  protocols: readonly string[],
): OutsideText | null {
  const asks = [...(access === null ? [] : portsAndDialogues(rules, access)), ...controlAsks(rules, protocols)];
  return asks.length === 0 ? null : {talk: 'outside', asks};
}
