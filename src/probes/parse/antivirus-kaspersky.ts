import type {AntivirusDetail, AntivirusEvidence} from './antivirus-state.ts';
import {flagIn, toldOf, valueOf, versionIn} from './antivirus-told.ts';
import {earliestOf} from './signature-day.ts';

/** `kesl-control --app-info`. `File monitoring` up to 10.1. In another language than English nothing of it is known. */
export function keslDetail({told}: AntivirusEvidence): AntivirusDetail {
  const lines = toldOf(told, 'kaspersky-endpoint');
  const state = valueOf(lines, 'File Threat Protection') ?? valueOf(lines, 'File monitoring');
  return {
    version: versionIn(valueOf(lines, 'Version')),
    realTime: flagIn(state, 'Available and running', 'Available and stopped'),
    signatureAt: earliestOf(valueOf(lines, 'Last release date of databases') ?? ''),
  };
}
