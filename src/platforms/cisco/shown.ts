import type {CliAsk} from '../../model/ask.ts';
import type {ArpTable, BridgeTable, DeviceNeighbors, DeviceRoutes, DeviceVlans} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Parsed, type Reading} from '../../model/probe.ts';
import {textOrNull} from '../text/or-null.ts';
import type {Routes} from './routes.ts';
import {readCdp, readLldp, type Neighbors} from './neighbors.ts';
import {readArp, readBridge, readVlans} from './tables.ts';

type Completeness = (config: string | null) => boolean;

function by<T>(understood: boolean, value: T): Parsed<T> {
  return understood ? whole(value) : partial(value, 'unsupported');
}

/** `all`: whether this one table holds everything, by the configuration; null where that was not read. */
export function routesReading(
  ask: CliAsk,
  running: CliAsk,
  read: (text: string) => Routes,
  all: Completeness,
): Reading<DeviceRoutes> {
  return {
    ask: [ask, running],
    parse(answers) {
      const {routes, understood} = read(answers.command(ask.id).text);
      if (routes.length === 0) throw new Gap('unsupported', `no route is told by ${ask.run}`);
      return by(understood && all(textOrNull(answers, running.id)), {routes: [...routes]});
    },
  };
}

type ArpInterface = (words: readonly string[], mac: number) => string | null;

export function arpReading(ask: CliAsk, running: CliAsk, place: ArpInterface, all: Completeness): Reading<ArpTable> {
  return {
    ask: [ask, running],
    parse(answers) {
      const {text} = answers.command(ask.id);
      const entries = readArp(text, place);
      const headed = /Protocol\s+Address|ARP Table|Total number of entries/.test(text);
      if (entries.length === 0 && !headed) throw new Gap('unsupported', `no ARP table is told by ${ask.run}`);
      return by(all(textOrNull(answers, running.id)), {entries});
    },
  };
}

export function bridgeReading(ask: CliAsk): Reading<BridgeTable> {
  return {
    ask: [ask],
    parse(answers) {
      const {text} = answers.command(ask.id);
      if (!/mac address/i.test(text)) throw new Gap('unsupported', `no table of MAC addresses is told by ${ask.run}`);
      return whole({entries: readBridge(text)});
    },
  };
}

export function vlansReading(ask: CliAsk): Reading<DeviceVlans> {
  return {
    ask: [ask],
    parse(answers) {
      const vlans = readVlans(answers.command(ask.id).text);
      if (vlans === null) throw new Gap('unsupported', `no table of VLANs is told by ${ask.run}`);
      return whole({vlans});
    },
  };
}

/** The protocol is off, or what stands there is its table. */
const told = /(?:CDP|LLDP) is not enabled|^(?:Device ID:|Chassis id:|Capability codes|Total (?:cdp )?entries)/m;

/** null when nothing is told of the protocol. */
function protocolOf(text: string | null, read: (text: string) => Neighbors): Neighbors | null {
  return text === null || !told.test(text) ? null : read(text);
}

/** @throws Gap when neither protocol was answered for */
export function neighborsReading(cdp: CliAsk, lldp: CliAsk): Reading<DeviceNeighbors> {
  return {
    ask: [cdp, lldp],
    parse(answers) {
      const one = protocolOf(textOrNull(answers, cdp.id), readCdp);
      const two = protocolOf(textOrNull(answers, lldp.id), readLldp);
      if (one === null && two === null) throw new Gap('unsupported', 'neither CDP nor LLDP is told of');
      const understood = one?.understood === true && two?.understood === true;
      return by(understood, {neighbors: [...(one?.neighbors ?? []), ...(two?.neighbors ?? [])]});
    },
  };
}
