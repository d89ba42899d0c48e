import type {FileText} from '../../model/probe.ts';
import {configLines, words} from './config-lines.ts';
import {fromEpoch} from './epoch.ts';

/**
 * When the signatures were built, from the head of daily.cld or daily.cvd: fields with colons, the last one in seconds.
 * https://docs.clamav.net/manual/Signatures/DatabaseInfo.html
 */
export function clamavBuiltAt(head: string): string | null {
  const line = /^ClamAV-VDB:[^\n]{1,600}/m.exec(head)?.[0].trimEnd() ?? '';
  return fromEpoch(line.split(':', 12)[8]?.trim() ?? '');
}

/** Value of a key of clamd.conf or freshclam.conf, the last one given; null when it is not set. */
export function clamavOption(file: FileText | null, key: string): string | null {
  const lines = configLines(file?.text ?? '').map(words);
  return lines.findLast(([name]) => name?.toLowerCase() === key.toLowerCase())?.[1] ?? null;
}

/** Does any of these cron files or scripts start a scan? Comment lines do not. */
export function startsClamScan(files: readonly FileText[]): boolean {
  return files.some((file) => configLines(file.text).some((line) => /\bclamd?scan\b/.test(line)));
}
