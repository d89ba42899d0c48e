import type {AntivirusDetail, AntivirusEvidence} from './antivirus-state.ts';
import {flagIn, toldOf, valueOf} from './antivirus-told.ts';

/** The numbers of configurations begin with 1: 0 or none, and no files are scanned as they are opened. */
const isAssigned = (id: string | null): boolean => id !== null && /^[1-9]\d{0,9}$/.test(id);

/**
 * `dsa_query -c GetComponentInfo`: an agent may be there for its firewall alone. What it tells of patterns are versions without
 * a day.
 */
export function deepSecurityDetail({told}: AntivirusEvidence): AntivirusDetail {
  const lines = toldOf(told, 'trend-deep-security');
  const value = (key: string): string | null => valueOf(lines, `Component.AM.${key}`);
  const [mode, offline] = [value('mode'), flagIn(value('driverOffline'), 'true', 'false')];
  if (mode === 'off') return {running: false, realTime: false};
  if (offline === true) return {realTime: false};
  const scans = value('cap.realtime') === 'true' && isAssigned(value('scan.Realtime'));
  return {realTime: mode === 'on' && offline === false && scans ? true : null};
}
