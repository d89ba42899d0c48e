import type {LookupAsk, PortsAsk, SweepAsk, WireAsk} from '../model/outside.ts';
import type {PlanEntry, ZonePolicy} from '../model/plan.ts';
import {portsOf} from '../model/port-list.ts';
import {TransportError} from './connection.ts';
import type {SenderOptions} from './conversation.ts';
import {policyOf} from './policy.ts';

type Ports = Pick<SenderOptions, 'forbiddenPorts' | 'jumpHosts'>;

const forbidden = (detail: string): TransportError => new TransportError('forbidden-by-zone', detail);

/** TCP ports that an entry logs in at, those of the machines on the way included. */
function loginPorts({endpoint}: PlanEntry, {jumpHosts}: Ports): number[] {
  if (!('port' in endpoint)) return [];
  const jump = endpoint.via === 'ssh' ? endpoint.jump : [];
  return [endpoint.port, ...jumpHosts.filter(({name}) => jump.includes(name)).map(({port}) => port)];
}

/** Ports that a question may go to; a DNS server is asked at its own port alone. */
function askPorts(ask: PortsAsk | SweepAsk | WireAsk | LookupAsk): readonly number[] {
  if (ask.kind === 'lookup') return [];
  if (ask.kind !== 'wire') return portsOf(ask.ports);
  return ask.class === 'control' ? [] : [ask.port];
}

/** Leave that a dialogue needs and does not have, or that its zone does not take. */
function lacksLeave({class: kind, leave}: WireAsk, policy: ZonePolicy): boolean {
  if (kind === 'read') return false;
  return leave === undefined || (kind === 'trial' && !policy.activeTrials);
}

/**
 * A last look at what may never be sent, whatever the plan says: anything to a port of a control protocol but questions
 * for its identity, and trials or those questions without leave. @throws TransportError `forbidden-by-zone`
 */
export function refuseUntouchable(entry: PlanEntry, options: Ports & Pick<SenderOptions, 'plan'>): void {
  const asks = entry.talk === 'outside' ? entry.asks : [];
  const ports = [...loginPorts(entry, options), ...asks.flatMap(askPorts)];
  const port = ports.find((each) => options.forbiddenPorts.has(each));
  if (port !== undefined) throw forbidden(`port ${port} belongs to a control protocol`);
  const policy = policyOf(options.plan, entry.zone);
  const trespass = asks.find((ask) => ask.kind === 'wire' && lacksLeave(ask, policy));
  if (trespass !== undefined) throw forbidden(`${trespass.id} is not sent without leave`);
}
