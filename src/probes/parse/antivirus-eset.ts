import type {AntivirusDetail, AntivirusEvidence} from './antivirus-state.ts';
import {toldOf} from './antivirus-told.ts';
import {dayOf} from './signature-day.ts';

/** `EM002  31832 (20250909)  Detection engine`, a line of `upd --list-modules`: that module holds the signatures. */
const engine = /^EM002\s{1,20}[\d.]{1,20}\s{1,20}\((?<day>\d{8})\)/;

/** `id` is `eset-server` or `eset-endpoint`. */
export const esetDetail =
  (id: string) =>
  ({told}: AntivirusEvidence): AntivirusDetail => {
    const days = toldOf(told, id).map((line) => dayOf(engine.exec(line)?.groups?.['day'] ?? ''));
    return {signatureAt: days.find((day) => day !== null) ?? null};
  };
