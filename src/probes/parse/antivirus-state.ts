import type {PackageList} from './package-list.ts';
import type {Reading} from './reading.ts';

/** One product that is installed; null where it cannot be told. */
export interface AntivirusState {
  /** As in checks/data/antivirus.yaml. */
  readonly id: string;
  readonly vendor: string;
  readonly product: string;
  readonly version: string | null;
  readonly running: boolean | null;
  readonly realTime: boolean | null;
  /** UTC ISO 8601. */
  readonly signatureAt: string | null;
  readonly autoUpdate: boolean | null;
  readonly scheduledScan: boolean | null;
}

export type AntivirusSettings = Pick<AntivirusState, 'realTime' | 'signatureAt' | 'autoUpdate' | 'scheduledScan'>;

export interface AntivirusEvidence {
  readonly read: Reading;
  /** null when the packages are not known. */
  readonly packages: PackageList | null;
  /** Does a process of this name run? null when it is not known. */
  readonly runs: (process: string) => boolean | null;
  readonly unitEnabled: (pattern: RegExp) => boolean | null;
  /** Answer of the ask `antivirus`, and when it came. */
  readonly told: string;
  readonly receivedAt: string;
}
