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
  /** False where it detects by behaviour alone, and has no signatures that could be old. */
  readonly signatures: boolean;
  readonly realTime: boolean | null;
  /** UTC ISO 8601. */
  readonly signatureAt: string | null;
  readonly autoUpdate: boolean | null;
  readonly scheduledScan: boolean | null;
}

export type AntivirusSettings = Pick<AntivirusState, 'realTime' | 'signatureAt' | 'autoUpdate' | 'scheduledScan'>;

/** What a product itself tells; what is left out, it does not tell. */
export type AntivirusDetail = Partial<AntivirusSettings & Pick<AntivirusState, 'version' | 'running'>>;

export interface AntivirusEvidence {
  readonly read: Reading;
  /** null when the packages are not known. */
  readonly packages: PackageList | null;
  /** Does a process of this name run? null when it is not known. */
  readonly runs: (process: string) => boolean | null;
  /** Does a service of this name, without `.service`, run? null when there is none, or it is not known. */
  readonly unitRuns: (name: string) => boolean | null;
  readonly unitEnabled: (pattern: RegExp) => boolean | null;
  /** Answer of the ask `antivirus`, and when it came. */
  readonly told: string;
  readonly receivedAt: string;
}
