import type {AntivirusDetail, AntivirusEvidence} from './antivirus-state.ts';
import {flagIn, toldOf, valueOf, versionIn} from './antivirus-told.ts';
import {dayOf} from './signature-day.ts';

/**
 * KB89803. Noncompliant while enabled: not all processes run, or the kernel gives it nothing to scan. Noncompliant while disabled:
 * a process that should have ended.
 */
const compliance: Readonly<Record<string, boolean>> = {
  'Enabled and Compliant': true,
  'Enabled and Noncompliant': false,
  'Disabled and Compliant': false,
  'Disabled and Noncompliant': false,
};

/** The one line on DAT files that holds a day, month first. */
function datDay(lines: readonly string[]): string | null {
  for (const line of lines) {
    const parts = /^DAT [^:]{1,40}:\s{0,40}(?<m>\d{2})-(?<d>\d{2})-(?<y>\d{4})$/.exec(line)?.groups;
    if (parts !== undefined) return dayOf(`${parts['y']}-${parts['m']}-${parts['d']}`);
  }
  return null;
}

/** `mfetpcli --version` and `--getoasconfig --summary`; the same of isecav before 10.6.5. */
export function ensDetail({told}: AntivirusEvidence): AntivirusDetail {
  const lines = toldOf(told, 'trellix-ens');
  const state = valueOf(lines, 'On-Access Scan') ?? '';
  return {
    version: versionIn(valueOf(lines, 'Version')),
    realTime: Object.hasOwn(compliance, state) ? (compliance[state] ?? null) : null,
    signatureAt: datDay(lines),
  };
}

/** `nailsd.oasEnabled: true` of nailsd.cfg: DISA STIG for VirusScan Enterprise for Linux. */
export function vselDetail({told}: AntivirusEvidence): AntivirusDetail {
  return {realTime: flagIn(valueOf(toldOf(told, 'trellix-vsel'), 'nailsd.oasEnabled'), 'true', 'false')};
}
