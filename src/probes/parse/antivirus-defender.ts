import type {AntivirusEvidence, AntivirusSettings} from './antivirus-state.ts';

/** `real_time_protection_enabled : true [managed]`: Microsoft Defender for Endpoint on Linux, "Check agent health". */
function health(told: string, key: string): string | null {
  const line = told.split('\n').find((text) => text.startsWith(`${key} `));
  return /^[a-z_]{1,60} {1,60}: {0,5}(?<value>"[^"\n]{0,100}"|\S{1,100})/.exec(line ?? '')?.groups?.['value'] ?? null;
}

function flagOf(told: string, key: string): boolean | null {
  const value = health(told, key);
  return value === 'true' ? true : value === 'false' ? false : null;
}

export function defenderState({told, receivedAt}: AntivirusEvidence): AntivirusSettings {
  const minutes = health(told, 'definitions_updated_minutes_ago') ?? '';
  return {
    realTime: flagOf(told, 'real_time_protection_enabled'),
    signatureAt: /^\d{1,8}$/.test(minutes)
      ? new Date(Date.parse(receivedAt) - Number(minutes) * 60_000).toISOString()
      : null,
    autoUpdate: flagOf(told, 'automatic_definition_update_enabled'),
    scheduledScan: null,
  };
}
