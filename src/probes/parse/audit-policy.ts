import {auditSubcategories, type AuditSubcategory} from './audit-subcategories.ts';

/** Bits of AUDIT_POLICY_INFORMATION. */
interface Recorded {
  readonly success: boolean;
  readonly failure: boolean;
}

const none: Recorded = {success: false, failure: false};

/**
 * What `auditpol` prints of a setting, in the languages that are known: as its own resources have it in English and Japanese.
 * Other languages are not known, and a text that is not here is no answer.
 */
const settings: ReadonlyMap<string, Recorded> = new Map([
  ...['No Auditing', '監査なし'].map((text) => [text, none] as const),
  ...['Success', '成功'].map((text) => [text, {success: true, failure: false}] as const),
  ...['Failure', '失敗'].map((text) => [text, {success: false, failure: true}] as const),
  ...['Success and Failure', '成功および失敗'].map((text) => [text, {success: true, failure: true}] as const),
]);

export interface AuditedSubcategory {
  readonly id: AuditSubcategory;
  /** null: in a language that is not known. */
  readonly success: boolean | null;
  readonly failure: boolean | null;
}

const idOf: ReadonlyMap<string, AuditSubcategory> = new Map(
  Object.entries(auditSubcategories).map(([id, {guid}]) => [guid, id as AuditSubcategory]),
);

/** Host, target, subcategory, GUID, what is recorded, exclusions; a number for it in newer versions. Names hold no commas or quotes. */
const row = /^[^{}]*,\{(?<guid>[0-9A-Fa-f-]{36})\},(?<setting>[^,]*),[^,]*(?:,(?<number>[^,]*))?$/;

function recordedOf(setting: string, number: string | undefined): Recorded | null {
  if (number !== undefined && /^[0-3]$/.test(number.trim())) {
    const bits = Number(number);
    return {success: (bits & 1) !== 0, failure: (bits & 2) !== 0};
  }
  return settings.get(setting.trim()) ?? null;
}

/** Reads `auditpol /get /category:* /r`. What it does not tell of is left out. */
export function readAuditPolicy(text: string): readonly AuditedSubcategory[] {
  const rows = text.split('\n').map((line) => row.exec(line.trim())?.groups);
  return rows.flatMap((told) => {
    const id = idOf.get((told?.['guid'] ?? '').toUpperCase());
    if (told === undefined || id === undefined) return [];
    const recorded = recordedOf(told['setting'] ?? '', told['number']);
    return [{id, success: recorded?.success ?? null, failure: recorded?.failure ?? null}];
  });
}
