import {attribute, below, type Element} from './element.ts';
import {scriptOf} from './script.ts';
import type {NmapExtraPorts, NmapPort, NmapService} from './types.ts';
import {countOf, methodOf, portListOf, portStateOf, transportOf} from './values.ts';

/** What was made of an element; null: it makes no sense. */
type Read<T> = (element: Element) => T | null;

function serviceOf(element: Element): NmapService {
  return {
    name: attribute(element, 'name'),
    product: attribute(element, 'product'),
    version: attribute(element, 'version'),
    extrainfo: attribute(element, 'extrainfo'),
    tunnel: attribute(element, 'tunnel'),
    method: methodOf(attribute(element, 'method')),
    confidence: countOf(attribute(element, 'conf'), 10),
    cpe: below(element, 'cpe').map(({text}) => text),
  };
}

/** A port is in one state: two of them are none. */
export const portOf: Read<NmapPort> = (element) => {
  const port = countOf(attribute(element, 'portid'), 65_535);
  if (port === null) return null;
  const [state, ...others] = below(element, 'state');
  const [service] = below(element, 'service');
  const one = state !== undefined && others.length === 0 ? state : null;
  return {
    transport: transportOf(attribute(element, 'protocol')),
    port,
    state: (one && portStateOf(attribute(one, 'state'))) ?? 'unknown',
    reason: one && attribute(one, 'reason'),
    service: service === undefined ? null : serviceOf(service),
    scripts: below(element, 'script').map(scriptOf),
  };
};

const reasonOf: Read<NmapExtraPorts['reasons'][number]> = (element) => {
  const [reason, count] = [attribute(element, 'reason'), countOf(attribute(element, 'count'))];
  if (reason === null || count === null) return null;
  const ports = portListOf(attribute(element, 'ports'));
  return {reason, count, transport: transportOf(attribute(element, 'proto')), ports};
};

export const extraPortsOf: Read<NmapExtraPorts> = (element) => {
  const [state, count] = [portStateOf(attribute(element, 'state')), countOf(attribute(element, 'count'))];
  const reasons = below(element, 'extrareasons').map(reasonOf);
  if (state === null || count === null || reasons.includes(null)) return null;
  return {state, count, reasons: reasons.filter((reason) => reason !== null)};
};
