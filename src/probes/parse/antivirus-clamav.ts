import type {AntivirusEvidence, AntivirusSettings} from './antivirus-state.ts';
import {scheduleFiles} from './read-schedules.ts';
import {clamavBuiltAt, clamavOption, startsClamScan} from './clamav.ts';

function either(a: boolean | null, b: boolean | null): boolean | null {
  return a === true || b === true ? true : a === null || b === null ? null : false;
}

/** The newer of the two daily databases: the compressed one stays when the other could not be made. */
function builtAt(told: string): string | null {
  const heads = told.split(/^clamav /m).slice(1);
  return (
    heads
      .map(clamavBuiltAt)
      .filter((time) => time !== null)
      .sort()
      .at(-1) ?? null
  );
}

/** clamonacc(8) hands each opened file to clamd; clamd did it by itself until 0.101. */
function realTime({read, runs}: AntivirusEvidence): boolean | null {
  const configs = ['/etc/clamav/clamd.conf', '/etc/clamd.d/scan.conf', '/etc/clamd.conf'].map((path) =>
    read.file(path),
  );
  const old = configs.some((config) => clamavOption(config, 'ScanOnAccess')?.toLowerCase() === 'yes');
  const [watcher, daemon] = [runs('clamonacc'), runs('clamd')];
  if (daemon === false) return false;
  return old && daemon === true ? true : watcher;
}

export function clamavState(evidence: AntivirusEvidence): AntivirusSettings {
  const {read, runs, unitEnabled, told} = evidence;
  const byCron = startsClamScan(scheduleFiles(read) ?? []);
  return {
    realTime: realTime(evidence),
    signatureAt: builtAt(told),
    autoUpdate: either(runs('freshclam'), unitEnabled(/^(?:clamav-)?freshclam(?:-once)?(?:\.(?:service|timer))?$/)),
    scheduledScan: byCron ? true : unitEnabled(/clamd?[-_.]?(?:av)?.{0,60}scan.{0,60}\.timer$/),
  };
}
