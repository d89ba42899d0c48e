import type {AntivirusDetail, AntivirusEvidence} from './antivirus-state.ts';
import {flagIn, toldOf, valueOf, versionIn} from './antivirus-told.ts';
import {dayOf} from './signature-day.ts';

/** `Malfunctioning` is what Auto-Protect is without its kernel module or without definitions. */
const autoProtect: Readonly<Record<string, boolean>> = {Enabled: true, Disabled: false, Malfunctioning: false};

/** `sav info -a`, `sav info -p`; `CurDefs=20261120.002` of definfo.dat is day and revision of the definitions in use. */
export function sepDetail({told}: AntivirusEvidence): AntivirusDetail {
  const lines = toldOf(told, 'symantec-sep');
  const [state, definitions] = [valueOf(lines, 'info-a'), valueOf(lines, 'CurDefs')];
  return {
    version: versionIn(valueOf(lines, 'info-p')),
    realTime: Object.hasOwn(autoProtect, state ?? '') ? (autoProtect[state ?? ''] ?? null) : null,
    signatureAt: dayOf(definitions?.split('.')[0] ?? ''),
  };
}

/** `mode=ENA` of /proc/sisap/status: Auto-Protect of the agent for 14.3 and later. Broadcom article 377272. */
export function symantecAgentDetail({told}: AntivirusEvidence): AntivirusDetail {
  return {realTime: flagIn(valueOf(toldOf(told, 'symantec-agent'), 'mode'), 'ENA', 'DIS')};
}
