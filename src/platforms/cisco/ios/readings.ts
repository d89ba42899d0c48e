import {cli} from '../../../model/ask.ts';
import type {DeviceInterfaces} from '../../../model/device/index.ts';
import {partial, type Reading, whole} from '../../../model/probe.ts';
import type {DeviceReadings} from '../../../model/platform.ts';
import {textOrNull} from '../../text/or-null.ts';
import {clockFact} from '../clock.ts';
import {readConfig, told} from '../config.ts';
import {mergeAddresses, readInterfaces} from '../interfaces.ts';
import {readRoutes} from '../routes.ts';
import {arpReading, bridgeReading, neighborsReading, routesReading, vlansReading} from '../shown.ts';
import {readAaa} from './aaa.ts';
import {readAccess} from './access.ts';
import {readDeviceAcls} from './acls.ts';
import {fromRunning, iosSigns, running} from './config.ts';
import {readDefence} from './defence.ts';
import {device} from './device.ts';
import {readLogging} from './logging.ts';
import {configuredAddresses, interfaceNodes, readPorts} from './ports.ts';
import {readRedundancy} from './redundancy.ts';
import {readRouting} from './routing.ts';
import {readSaved} from './saved.ts';
import {readServices} from './services.ts';
import {readSnmp, showSnmpUser} from './snmp.ts';
import {readTime, showNtpStatus} from './time.ts';
import {readUsers} from './users.ts';
import {readVpn} from './vpn.ts';

const showSsh = cli('show ip ssh');
const showAccessLists = cli('show access-lists', {privilege: 'root'});
const showVstack = cli('show vstack config');
const showCdp = cli('show cdp neighbors detail');
const showLldp = cli('show lldp neighbors detail');
const showInterfaces = cli('show interfaces', {seconds: 60});

/** One table holds everything: no VRF, and no IPv6. */
function oneTable(config: string | null): boolean {
  return config !== null && !/^(?:vrf definition|ip vrf|ipv6 unicast-routing|[ \t]+ipv6 address)\b/m.test(config);
}

const deviceInterfaces: Reading<DeviceInterfaces> = {
  ask: [showInterfaces, running],
  parse(answers) {
    const interfaces = readInterfaces(answers.command(showInterfaces.id).text);
    // Only the configuration tells secondary addresses, and those of IPv6.
    if (textOrNull(answers, running.id) === null) return partial({interfaces}, 'permission-denied');
    const config = readConfig(answers, iosSigns);
    const byName = new Map(interfaceNodes(config).map(({name, children}) => [name, configuredAddresses(children)]));
    const merged = {interfaces: mergeAddresses(interfaces, byName)};
    return config.lacks === null ? whole(merged) : partial(merged, config.lacks);
  },
};

export const iosReadings: DeviceReadings = {
  device,
  deviceUsers: fromRunning(readUsers),
  deviceAccess: fromRunning((config, answers) => readAccess(config, textOrNull(answers, showSsh.id)), [showSsh]),
  deviceSnmp: fromRunning((config, answers) => readSnmp(config, textOrNull(answers, showSnmpUser.id)), [showSnmpUser]),
  deviceLogging: fromRunning(readLogging),
  deviceTime: fromRunning(
    (config, answers) => readTime(config, textOrNull(answers, showNtpStatus.id)),
    [showNtpStatus],
  ),
  clock: clockFact(running),
  deviceAaa: fromRunning(readAaa),
  deviceBanner: fromRunning((config) => told(config, {banners: [...config.banners]})),
  deviceConfig: fromRunning(readSaved),
  deviceAcls: fromRunning(
    (config, answers) => readDeviceAcls(config, textOrNull(answers, showAccessLists.id)),
    [showAccessLists],
  ),
  deviceServices: fromRunning(
    (config, answers) =>
      readServices(config, {
        cdp: textOrNull(answers, showCdp.id),
        lldp: textOrNull(answers, showLldp.id),
        vstack: textOrNull(answers, showVstack.id),
      }),
    [showCdp, showLldp, showVstack],
  ),
  deviceDefence: fromRunning(readDefence),
  devicePorts: fromRunning((config) => readPorts(config, {dtp: true, vlansDown: false})),
  deviceInterfaces,
  deviceVlans: vlansReading(cli('show vlan brief')),
  deviceNeighbors: neighborsReading(showCdp, showLldp),
  arpTable: arpReading(
    cli('show ip arp'),
    running,
    (words) => (/^[A-Z]/i.test(words.at(-1) ?? '') ? (words.at(-1) ?? null) : null),
    oneTable,
  ),
  bridgeTable: bridgeReading(cli('show mac address-table')),
  deviceRoutes: routesReading(cli('show ip route'), running, readRoutes, oneTable),
  deviceRouting: fromRunning(readRouting),
  deviceVpn: fromRunning(readVpn),
  deviceRedundancy: fromRunning(readRedundancy),
};
