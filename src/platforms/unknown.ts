import type {Platform} from '../model/platform.ts';

/** Any SNMP agent that no platform is known for: what the standard MIBs tell, and who made it. */
export const unknown: Platform = {
  id: 'unknown',
  title: {en: 'Unknown device', ja: '機種不明の機器'},
  family: 'unknown',
  via: ['snmp'],
  kinds: ['network-device', 'server', 'terminal', 'control-pc'],
};
