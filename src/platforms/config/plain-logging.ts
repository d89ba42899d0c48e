import type {DeviceLogging} from '../../model/device/index.ts';

/** Logging that is on and dates what it records, and of which nothing else is known. */
export function plainLogging(): DeviceLogging {
  return {enabled: true, servers: [], bufferSeverity: null, timestamps: 'datetime', commands: null, logins: null};
}
