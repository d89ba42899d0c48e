import {numberIn, textIn, type RegistryKey} from '../../model/registry.ts';

const day = 86_400_000;

/** Text of a time in UTC, as the settings write it; an empty one is none. @throws Gap */
export function pausedUntil(key: RegistryKey | null): string | null {
  const told = ['PauseUpdatesExpiryTime', 'PauseQualityUpdatesEndTime'].map((name) => textIn(key, name) ?? '');
  const times = told.flatMap((text) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? [Date.parse(text)] : []));
  const last = Math.max(...times.filter((time) => !Number.isNaN(time)));
  return Number.isFinite(last) ? new Date(last).toISOString() : null;
}

/**
 * Whether a policy pauses quality updates at a time (UTC, ISO 8601). A pause begins on a day and ends by itself after 35
 * (https://learn.microsoft.com/windows/client-management/mdm/policy-csp-update), a day more for where that day begins.
 * null: since when is not known. @throws Gap
 */
export function pausedByPolicy(policy: RegistryKey | null, at: string): boolean | null {
  const flag = numberIn(policy, 'PauseQualityUpdates');
  const start = textIn(policy, 'PauseQualityUpdatesStartTime')?.trim() ?? '';
  if (flag === 0 || (flag === null && start === '')) return false;
  const since = Date.parse(at) - Date.parse(/^\d{4}-\d\d-\d\d/.exec(start)?.[0] ?? '');
  return Number.isNaN(since) ? null : since >= -day && since < 36 * day;
}
