import type {Access, Asset, Zone} from '../model/asset.ts';
import type {Leave} from '../model/leave.ts';
import {wireAsk, type Dialogue, type PortsAsk, type WireAsk} from '../model/outside.ts';
import type {OutsideText, ZonePolicy} from '../model/plan.ts';
import {portsOf, writePorts} from '../model/port-list.ts';

export type OutsideAccess = Extract<Access, {via: 'nmap'}>;
export type ControlLeave = NonNullable<Asset['controlProtocols']>;

/** What an asset may be asked from outside. */
export interface OutsideRules {
  readonly policy: ZonePolicy;
  readonly dialogues: readonly Dialogue[];
  /** Ports of control protocols. */
  readonly forbiddenPorts: ReadonlySet<number>;
  /** By whose leave what should not be allowed is tried; null: it is not tried. */
  readonly trials: Leave | null;
}

/** Whether leave holds on a day `YYYY-MM-DD`, its last one included. */
export const holds = ({until}: Leave, today: string): boolean => until >= today;

/** By whose leave trials are made in a zone under its policy; null: there is none that holds. */
export function mayTry({trials}: Zone, policy: ZonePolicy, today: string): Leave | null {
  return policy.activeTrials && trials !== undefined && holds(trials, today) ? trials : null;
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
  const leaves = {read: null, trial: trials};
  return dialogues.flatMap((dialogue) => {
    if (dialogue.class === 'control' || (dialogue.class === 'trial' && trials === null)) return [];
    const leave = leaves[dialogue.class];
    const usual = dialogue.ports.filter((port) =>
      dialogue.transport === 'tcp' ? ports.has(port) : !policy.declaredPortsOnly,
    );
    const all = [...new Set([...usual, ...declaredPorts(services, dialogue)])].sort((a, b) => a - b);
    return all.filter((port) => !forbiddenPorts.has(port)).map((port) => wireAsk(dialogue, port, leave));
  });
}

/** Which ports of one address are open, and what answers at them; null where no port may be touched. */
export function outsideText(rules: OutsideRules, access: OutsideAccess): OutsideText | null {
  const {policy, forbiddenPorts, dialogues} = rules;
  const overTcp = dialogues.filter(({transport}) => transport === 'tcp');
  const declared = overTcp.flatMap((dialogue) => declaredPorts(access.services, dialogue));
  const wanted = [...portsOf(access.ports ?? policy.ports), ...declared].filter((port) => !forbiddenPorts.has(port));
  if (wanted.length === 0) return null;
  const {tool} = access;
  const ports: PortsAsk = {
    kind: 'ports',
    id: 'tcp-ports',
    ports: writePorts(wanted),
    tool,
    privilege: 'user',
    cost: 'cheap',
  };
  return {talk: 'outside', asks: [ports, ...dialoguesAt(rules, access, new Set(wanted))]};
}

/** What a control system is asked by the protocols that its owner gave leave for, and nothing else; its ports are not looked at. */
export function controlText(dialogues: readonly Dialogue[], leave: ControlLeave): OutsideText {
  const meant = dialogues.filter(
    ({class: kind, service}) => kind === 'control' && leave.read.some((p) => p === service),
  );
  return {
    talk: 'outside',
    asks: meant.flatMap((dialogue) => dialogue.ports.map((port) => wireAsk(dialogue, port, leave))),
  };
}
