import type {Exchange} from './evidence.ts';

/** Version of the form of answer files; goes up when what stands in them is to be read otherwise. */
export const kitFormat = 1;

/** Name under which it is journaled what a file was that answers were taken from. */
export const kitAsk = 'kit';

/** Which machine answers are of, by its own word; lists are empty and fields null where it tells nothing. */
export interface HostIdentity {
  readonly hostname: string | null;
  /** 32 lower-case hexadecimal digits. */
  readonly machineId: string | null;
  readonly serials: readonly string[];
  /** `aa:bb:cc:dd:ee:ff` */
  readonly macs: readonly string[];
  /** Without those that every machine has. */
  readonly addresses: readonly string[];
}

/** What a file is that answers were taken from. */
export interface KitRecord {
  readonly form: 'answer-file' | 'terminal-log' | 'windows-text';
  readonly platform: string;
  /** Of the file as it was, before anything was taken out. */
  readonly sha256: string;
  readonly bytes: number;
  /** Id of the kit, and digest of the questions that it asks; null: the file does not tell. */
  readonly kit: string | null;
  readonly questions: string | null;
  /** False when a part of the file is missing or damaged. */
  readonly whole: boolean;
  /** By what it was known for a file of this asset. */
  readonly matchedBy: 'asset-option' | 'machine-id' | 'serial' | 'mac' | 'address' | 'name';
  readonly host: HostIdentity;
}

/** One line `name value` each; what is null is left out. */
export function writeKitRecord(record: KitRecord): string {
  const {form, platform, sha256, bytes, kit, questions, whole, matchedBy, host} = record;
  const lines: readonly (readonly [string, string | number | null])[] = [
    ['form', form],
    ['platform', platform],
    ['sha256', sha256],
    ['bytes', bytes],
    ['kit', kit],
    ['questions', questions],
    ['whole', whole ? 'yes' : 'no'],
    ['matched-by', matchedBy],
    ['hostname', host.hostname],
    ['machine-id', host.machineId],
    ...host.serials.map((serial) => ['serial', serial] as const),
    ...host.macs.map((mac) => ['mac', mac] as const),
    ...host.addresses.map((address) => ['address', address] as const),
  ];
  return lines.flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`])).join('\n');
}

/** Platform that the newest record among some evidence tells; null: there is none. */
export function kitPlatform(exchanges: readonly Exchange[]): string | null {
  const record = exchanges.findLast(({ask}) => ask === kitAsk);
  if (record?.answer.ok !== true) return null;
  return /^platform (?<id>[a-z0-9-]{1,40})$/m.exec(record.answer.body)?.groups?.['id'] ?? null;
}
