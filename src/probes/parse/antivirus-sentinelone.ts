import type {AntivirusDetail, AntivirusEvidence} from './antivirus-state.ts';
import {flagIn, toldOf, valueOf, versionIn} from './antivirus-told.ts';

const flagOf = (lines: readonly string[], label: string): boolean | null =>
  flagIn(valueOf(lines, label), 'Enabled', 'Disabled');

/** `sentinelctl version`, `control status` and `policy status`. */
export function sentinelDetail({told}: AntivirusEvidence): AntivirusDetail {
  const lines = toldOf(told, 'sentinelone');
  const version = versionIn(valueOf(lines, 'Agent version'));
  const agent = flagOf(lines, 'Agent state');
  if (agent === false) return {version, running: false, realTime: false};
  const run = flagOf(lines, 'On-Execute');
  return {version, realTime: run === true && agent === null ? null : run};
}
