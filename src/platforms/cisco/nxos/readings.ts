import {cli} from '../../../model/ask.ts';
import type {DeviceInterfaces} from '../../../model/device/index.ts';
import type {DeviceReadings} from '../../../model/platform.ts';
import {partial, whole, type Reading} from '../../../model/probe.ts';
import {textOrNull} from '../../text/or-null.ts';
import {clockFact} from '../clock.ts';
import {readConfig, told} from '../config.ts';
import {mergeAddresses, readInterfaces} from '../interfaces.ts';
import {configuredAddresses, interfaceNodes, readPorts} from '../ios/ports.ts';
import {readNxRoutes} from '../routes.ts';
import {arpReading, bridgeReading, neighborsReading, routesReading, vlansReading} from '../shown.ts';
import {readAaa} from './aaa.ts';
import {readAccess} from './access.ts';
import {readDeviceAcls} from './acls.ts';
import {fromRunning, nxosSigns, running} from './config.ts';
import {device} from './device.ts';
import {readDefence, readSaved, readServices} from './features.ts';
import {askedPeers, readLogging, readTime, showPeers} from './logging.ts';
import {readRedundancy, readRouting} from './routing.ts';
import {readSnmp} from './snmp.ts';
import {readUsers} from './users.ts';

const showDiff = cli('show running-config diff', {seconds: 90});
const showInterface = cli('show interface', {seconds: 60});

/** All VRFs are asked for; IPv6 is not. */
function noIpv6(config: string | null): boolean {
  return config !== null && !/^[ \t]+ipv6 address\b/m.test(config);
}

function interfaceAfter(words: readonly string[], mac: number): string | null {
  const word = words[mac + 1];
  return word === undefined || word === '-' ? null : word;
}

const deviceInterfaces: Reading<DeviceInterfaces> = {
  ask: [showInterface, running],
  parse(answers) {
    const interfaces = readInterfaces(answers.command(showInterface.id).text);
    if (textOrNull(answers, running.id) === null) return partial({interfaces}, 'permission-denied');
    const config = readConfig(answers, nxosSigns);
    const byName = new Map(interfaceNodes(config).map(({name, children}) => [name, configuredAddresses(children)]));
    return whole({interfaces: mergeAddresses(interfaces, byName)});
  },
};

export const nxosReadings: DeviceReadings = {
  device,
  deviceUsers: fromRunning(readUsers),
  deviceAccess: fromRunning(readAccess),
  deviceSnmp: fromRunning(readSnmp),
  deviceLogging: fromRunning(readLogging),
  deviceTime: fromRunning((config, answers) => readTime(config, askedPeers(answers)), [showPeers]),
  clock: clockFact(running),
  deviceAaa: fromRunning(readAaa),
  deviceBanner: fromRunning((config) => told(config, {banners: [...config.banners]})),
  deviceConfig: fromRunning((config, answers) => readSaved(config, textOrNull(answers, showDiff.id)), [showDiff]),
  deviceAcls: fromRunning(readDeviceAcls),
  deviceServices: fromRunning(readServices),
  deviceDefence: fromRunning(readDefence),
  devicePorts: fromRunning((config) => readPorts(config, {dtp: false, vlansDown: true})),
  deviceInterfaces,
  deviceVlans: vlansReading(cli('show vlan brief')),
  deviceNeighbors: neighborsReading(cli('show cdp neighbors detail'), cli('show lldp neighbors detail')),
  arpTable: arpReading(cli('show ip arp vrf all'), running, interfaceAfter, noIpv6),
  bridgeTable: bridgeReading(cli('show mac address-table')),
  deviceRoutes: routesReading(cli('show ip route vrf all'), running, readNxRoutes, noIpv6),
  deviceRouting: fromRunning(readRouting),
  deviceRedundancy: fromRunning(readRedundancy),
};
