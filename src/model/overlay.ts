import type {Attestation} from './attestation.ts';
import type {Waiver} from './waiver.ts';

/** What people said, laid over what was judged. It expires, and stays visible. */
export interface Overlay {
  /** Sorted by id. */
  readonly waivers: readonly Waiver[];
  /** Sorted by clause, subject, date. */
  readonly attestations: readonly Attestation[];
}
