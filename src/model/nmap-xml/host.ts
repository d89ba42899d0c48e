import {attribute, below, type Element} from './element.ts';
import {extraPortsOf, portOf} from './ports.ts';
import {scriptOf} from './script.ts';
import type {NmapHost, NmapHostname, NmapOsMatch} from './types.ts';
import {addressOf, countOf, hostnameTypeOf, statusOf, timeOf} from './values.ts';

function hostnameOf(element: Element): NmapHostname | null {
  const name = attribute(element, 'name');
  return name === null ? null : {name, type: hostnameTypeOf(attribute(element, 'type'))};
}

function osMatchOf(element: Element): NmapOsMatch | null {
  const name = attribute(element, 'name');
  const cpe = below(element, 'osclass', 'cpe').map(({text}) => text);
  return name === null ? null : {name, accuracy: countOf(attribute(element, 'accuracy'), 100), cpe};
}

/** What one `host` element tells. @throws NmapXmlError for a reference that XML does not have */
export function hostOf(element: Element): NmapHost {
  let unread = 0;
  const all = <T>(elements: readonly Element[], read: (element: Element) => T | null): T[] =>
    elements.map(read).filter((one): one is T => {
      if (one === null) unread += 1;
      return one !== null;
    });
  const [status] = below(element, 'status');
  const addresses = all(below(element, 'address'), (address) =>
    addressOf(attribute(address, 'addrtype'), attribute(address, 'addr'), attribute(address, 'vendor')),
  );
  const hostnames = all(below(element, 'hostnames', 'hostname'), hostnameOf);
  const ports = all(below(element, 'ports', 'port'), portOf);
  const extraPorts = all(below(element, 'ports', 'extraports'), extraPortsOf);
  const os = all(below(element, 'os', 'osmatch'), osMatchOf);
  return {
    addresses,
    hostnames,
    status: (status && statusOf(attribute(status, 'state'))) ?? 'unknown',
    reason: (status && attribute(status, 'reason')) ?? null,
    timedOut: attribute(element, 'timedout') === 'true',
    ports,
    extraPorts,
    os,
    hostScripts: below(element, 'hostscript', 'script').map(scriptOf),
    startedAt: timeOf(attribute(element, 'starttime')),
    endedAt: timeOf(attribute(element, 'endtime')),
    unread,
  };
}
