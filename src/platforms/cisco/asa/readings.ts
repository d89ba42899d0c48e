import {cli} from '../../../model/ask.ts';
import type {DeviceReadings} from '../../../model/platform.ts';
import {whole} from '../../../model/probe.ts';
import {textOrNull} from '../../text/or-null.ts';
import {clockFact} from '../clock.ts';
import {readInterfaces} from '../interfaces.ts';
import {readPorts} from '../ios/ports.ts';
import {showNtpStatus} from '../ios/time.ts';
import {readRoutes} from '../routes.ts';
import {arpReading, routesReading} from '../shown.ts';
import {readAccess} from './access.ts';
import {readDeviceAcls} from './acls.ts';
import {fromRunning, readBanners, running} from './config.ts';
import {device, showVersion} from './device.ts';
import {readDefence, readRedundancy, readSaved, readServices} from './features.ts';
import {readAaa, readLogging, readTime} from './logging.ts';
import {readSnmp} from './snmp.ts';
import {readUsers} from './users.ts';
import {readVpn} from './vpn.ts';

const showInterface = cli('show interface', {privilege: 'root', seconds: 60});
const showStartup = cli('show startup-config | include Written by', {privilege: 'root'});
const showFailover = cli('show failover', {privilege: 'root'});
const ntpStatus = {...showNtpStatus, privilege: 'root' as const};

function noIpv6(config: string | null): boolean {
  return config !== null && !/^ ipv6 (?:address|enable)\b/m.test(config);
}

export const asaReadings: DeviceReadings = {
  device,
  deviceUsers: fromRunning(readUsers),
  deviceAccess: fromRunning(readAccess),
  deviceSnmp: fromRunning(readSnmp),
  deviceLogging: fromRunning(readLogging),
  deviceTime: fromRunning((config, answers) => readTime(config, textOrNull(answers, ntpStatus.id)), [ntpStatus]),
  clock: clockFact(running),
  deviceAaa: fromRunning(readAaa),
  deviceBanner: fromRunning(readBanners),
  deviceConfig: fromRunning(
    (config, answers) => readSaved(config, textOrNull(answers, showVersion.id), textOrNull(answers, showStartup.id)),
    [showVersion, showStartup],
  ),
  deviceAcls: fromRunning(readDeviceAcls),
  deviceServices: fromRunning(readServices),
  deviceDefence: fromRunning(readDefence),
  devicePorts: fromRunning((config) => readPorts(config, {dtp: false, vlansDown: false})),
  deviceInterfaces: {
    ask: [showInterface],
    parse: (answers) => whole({interfaces: readInterfaces(answers.command(showInterface.id).text)}),
  },
  arpTable: arpReading(cli('show arp', {privilege: 'root'}), running, (words) => words[0] ?? null, noIpv6),
  deviceRoutes: routesReading(cli('show route', {privilege: 'root'}), running, readRoutes, noIpv6),
  deviceVpn: fromRunning(readVpn),
  deviceRedundancy: fromRunning(
    (config, answers) => readRedundancy(config, textOrNull(answers, showFailover.id)),
    [showFailover],
  ),
};
