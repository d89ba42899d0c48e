import type {DeviceReadings} from '../../model/platform.ts';

/** What any SNMP agent tells alike, whoever made it: readings of the standard MIBs, one file a MIB. */
export const standardReadings: readonly DeviceReadings[] = [];
