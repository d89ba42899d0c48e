import type {DeviceAaa, DeviceBanner} from './aaa.ts';
import type {DeviceAccess} from './access.ts';
import type {DeviceAcls} from './acls.ts';
import type {DeviceConfig, DeviceDefence, DeviceServices, HostSoftware} from './config.ts';
import type {Device} from './identity.ts';
import type {DeviceInterfaces, DevicePorts, DeviceVlans} from './interfaces.ts';
import type {WindowsLanManager} from './lan-manager.ts';
import type {DeviceLogging} from './logging.ts';
import type {DeviceRedundancy, UpsState} from './resilience.ts';
import type {DeviceSnmp} from './snmp.ts';
import type {DeviceTime} from './time.ts';
import type {ArpTable, BridgeTable, DeviceNeighbors, DeviceRoutes, DeviceRouting} from './topology.ts';
import type {DeviceUsers} from './users.ts';
import type {DeviceVpn, DeviceWireless} from './wireless.ts';

export * from './aaa.ts';
export * from './access.ts';
export * from './acls.ts';
export * from './config.ts';
export * from './identity.ts';
export * from './interfaces.ts';
export * from './lan-manager.ts';
export * from './logging.ts';
export * from './resilience.ts';
export * from './snmp.ts';
export * from './time.ts';
export * from './topology.ts';
export * from './users.ts';
export * from './wireless.ts';

/** The asset's clock minus the scanner's, as the fact `clock` has it. */
interface ClockReading {
  readonly offsetLowMs: number;
  readonly offsetHighMs: number;
  readonly utcOffset: string;
  readonly timezone: string | null;
}

/** Facts that platforms know how to read, by fact name. */
export interface DeviceFacts {
  readonly arpTable: ArpTable;
  readonly bridgeTable: BridgeTable;
  readonly clock: ClockReading;
  readonly device: Device;
  readonly deviceAaa: DeviceAaa;
  readonly deviceAccess: DeviceAccess;
  readonly deviceAcls: DeviceAcls;
  readonly deviceBanner: DeviceBanner;
  readonly deviceConfig: DeviceConfig;
  readonly deviceDefence: DeviceDefence;
  readonly deviceInterfaces: DeviceInterfaces;
  readonly deviceLogging: DeviceLogging;
  readonly deviceNeighbors: DeviceNeighbors;
  readonly devicePorts: DevicePorts;
  readonly deviceRedundancy: DeviceRedundancy;
  readonly deviceRoutes: DeviceRoutes;
  readonly deviceRouting: DeviceRouting;
  readonly deviceServices: DeviceServices;
  readonly deviceSnmp: DeviceSnmp;
  readonly deviceTime: DeviceTime;
  readonly deviceUsers: DeviceUsers;
  readonly deviceVlans: DeviceVlans;
  readonly deviceVpn: DeviceVpn;
  readonly deviceWireless: DeviceWireless;
  readonly hostSoftware: HostSoftware;
  readonly upsState: UpsState;
  readonly windowsLanManager: WindowsLanManager;
}
