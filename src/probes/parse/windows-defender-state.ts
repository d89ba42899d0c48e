import {cimFlag, cimText, type CimInstance} from '../../model/cim.ts';

/** AMRunningMode: `Normal`, `Passive Mode`, `SxS Passive Mode`, `EDR Block Mode`, `Not running`; empty where it is not told yet. */
export function defenderMode(status: CimInstance): string {
  return cimText(status, 'AMRunningMode') ?? '';
}

/** Beside another product Defender steps back: only in normal mode does it stop anything by itself. null: not told. */
export function defenderRuns(status: CimInstance): boolean | null {
  const [service, antivirus] = [cimFlag(status, 'AMServiceEnabled'), cimFlag(status, 'AntivirusEnabled')];
  const mode = defenderMode(status);
  if (service === false || antivirus === false) return false;
  if (mode !== '' && mode !== 'Normal') return false;
  return service === null || antivirus === null ? null : true;
}
